import type { Database } from "@fairflow/db";
import { hasUser, invite } from "../sign-in/invitations.ts";

/** The one-time link that makes the first admin; undefined once somebody can sign in. An earlier link is void. */
export async function firstAdminLink(
  database: Database,
  publicUrl: URL,
  realNow: Date,
): Promise<string | undefined> {
  return database.transaction(async (tx) => {
    if (await hasUser(tx)) return undefined;
    const { token } = await invite(
      tx,
      { email: null, role: "admin", invitedBy: "system" },
      realNow,
    );
    const link = new URL("/first-admin", publicUrl);
    link.searchParams.set("token", token);
    return link.href;
  });
}
