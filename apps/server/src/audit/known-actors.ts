import { listApiKeys, type Transaction } from "@fairflow/db";
import { userNames } from "../sign-in/users.ts";

/** The names of whoever stands in the trail: people, and other systems by their keys. */
export async function knownActors(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const [people, keys] = await Promise.all([userNames(tx), listApiKeys(tx)]);
  return new Map([...keys.map(({ id, name }) => [id, name] as const), ...people]);
}
