import type { SignedInUser } from "@fairflow/contract";
import type { PaletteCommand } from "./command-store.ts";

const PAGES = [
  { to: "/", title: "Home", words: ["start"] },
  { to: "/dashboard", title: "Dashboard", words: ["figures", "numbers", "collected", "manager"] },
  { to: "/flows", title: "Flows", words: ["workflows", "strategies"] },
  { to: "/debtors", title: "Debtors", words: ["people", "customers", "accounts"] },
  { to: "/segments", title: "Segments", words: ["conditions", "filters", "who"] },
  {
    to: "/tasks",
    title: "Inbox",
    words: ["tasks", "work", "calls", "visits", "disputes", "replies"],
  },
  {
    to: "/data-requests",
    title: "Data requests",
    words: ["popia", "gdpr", "subject access", "erasure"],
  },
  { to: "/letters", title: "Letters", words: ["post", "batches", "returned", "tracing"] },
  { to: "/imports", title: "Imports", words: ["csv", "upload"] },
  {
    to: "/reports",
    title: "Reports",
    words: ["roll rates", "cures", "ageing", "vintages", "liquidation"],
  },
  {
    to: "/experiments",
    title: "Experiments",
    words: ["split", "hold-out", "champion", "challenger"],
  },
  { to: "/compliance", title: "Compliance", words: ["law", "rules", "packs"] },
  {
    to: "/compliance/retention",
    title: "Retention",
    words: ["erasing", "keeping", "records", "privacy"],
  },
  { to: "/sandbox", title: "Sandbox", words: ["phone", "inbox"] },
  { to: "/users", title: "Users", words: ["people", "roles", "invite"] },
  { to: "/webhooks", title: "Webhooks", words: ["integration", "event", "endpoint", "delivery"] },
  { to: "/api-keys", title: "API keys", words: ["dialer", "integration", "token"] },
  {
    to: "/settings/providers",
    title: "Providers",
    words: ["twilio", "smtp", "sms", "mail server", "gateways", "settings", "secrets"],
  },
  {
    to: "/settings/agreements",
    title: "Agreements",
    words: ["promises", "arrangements", "settlements", "authority", "terms", "grace"],
  },
  { to: "/system", title: "System", words: ["health", "versions", "time zones"] },
] as const;

const ADMINS_ONLY: ReadonlySet<string> = new Set([
  "/users",
  "/api-keys",
  "/webhooks",
  "/settings/providers",
]);

export type PagePath = (typeof PAGES)[number]["to"];

/** The screens that someone may open. */
export function pageCommands(
  role: SignedInUser["role"],
  open: (path: PagePath) => void,
): readonly PaletteCommand[] {
  const isOpenTo = (path: PagePath) => {
    if (ADMINS_ONLY.has(path)) return role === "admin";
    if (["/settings/agreements", "/dashboard", "/compliance/retention"].includes(path))
      return role === "admin" || role === "manager";
    if (["/tasks", "/letters", "/data-requests"].includes(path)) return role !== "editor";
    return path !== "/imports" || role !== "manager";
  };
  return PAGES.filter(({ to }) => isOpenTo(to)).map(({ to, title, words }) => ({
    id: `page ${to}`,
    title: `Go to ${title}`,
    group: "Screens",
    words,
    run: () => open(to),
  }));
}
