import type { UserRole } from "@fairflow/contract";

export const roleNames: Readonly<Record<UserRole, string>> = {
  editor: "Editor",
  admin: "Admin",
  manager: "Manager",
  specialist: "Specialist",
  client: "Client",
};

/** What each role may do, for whoever gives one. */
export const roleSummaries: Readonly<Record<UserRole, string>> = {
  editor: "Draws flows, segments and templates",
  admin: "Also publishes, and looks after users and settings",
  manager: "Reads everything and can pause sending",
  specialist: "Works with people, disputes and tasks, and sees names in full",
  client: "Sees the reports of its own portfolios, and nothing else",
};
