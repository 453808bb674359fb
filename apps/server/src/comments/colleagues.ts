import type { Colleague } from "@fairflow/contract";
import type { Transaction } from "@fairflow/db";
import { HttpError } from "../http/http-error.ts";
import { listUsers } from "../sign-in/users.ts";

/** Everybody of the house who can sign in, by name. */
export async function colleaguesIn(tx: Transaction): Promise<Colleague[]> {
  const users = await listUsers(tx);
  return users
    .filter(({ role, state }) => role !== "client" && state === "active")
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

/**
 * Whom a comment mentions, without whoever wrote it: they know.
 *
 * @throws HttpError 422 for somebody who is no colleague
 */
export async function mentioned(
  tx: Transaction,
  ids: readonly string[],
  author: string,
): Promise<readonly string[]> {
  const others = [...new Set(ids)].filter((id) => id !== author);
  if (others.length === 0) return [];
  const known = new Set((await colleaguesIn(tx)).map(({ id }) => id));
  if (others.some((id) => !known.has(id))) {
    throw new HttpError("invalid", "Somebody whom you mention cannot sign in any more.");
  }
  return others;
}
