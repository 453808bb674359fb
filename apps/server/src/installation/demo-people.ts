import { randomInt } from "node:crypto";
import { Role } from "@fairflow/contract";
import type { Database } from "@fairflow/db";
import { acceptInvitation, findInvitation, hasUser, invite } from "../sign-in/invitations.ts";

const NAMES = { editor: "Naledi", admin: "Johan", manager: "Priya", specialist: "Sipho" } as const;
const PASSWORD_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

/**
 * One person of each role, where nobody can sign in yet.
 *
 * @returns their password, which is stored nowhere; undefined where there are people already
 */
export async function addDemoPeople(
  database: Database,
  realNow: Date,
): Promise<string | undefined> {
  if (await hasUser(database)) return undefined;
  const password = Array.from({ length: 4 }, word).join("-");
  await database.transaction(async (tx) => {
    for (const role of Role.options) {
      const email = `${role}@demo.local`;
      const { token } = await invite(tx, { email, role, invitedBy: "system" }, realNow);
      const invitation = await findInvitation(tx, token, realNow);
      if (invitation === undefined) throw new Error("The demo invitation is not there");
      await acceptInvitation(tx, { invitation, email, name: NAMES[role], password }, realNow);
    }
  });
  return password;
}

function word(): string {
  return Array.from({ length: 4 }, () => PASSWORD_SIGNS[randomInt(PASSWORD_SIGNS.length)]).join("");
}
