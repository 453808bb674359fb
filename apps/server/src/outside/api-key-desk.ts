import type { ApiScope } from "@fairflow/contract";
import {
  addApiKey,
  newId,
  recordAudit,
  revokeApiKey,
  type ApiKeyInUse,
  type Transaction,
} from "@fairflow/db";
import { makeToken } from "./api-key-token.ts";

/** Who makes or takes back a key: an admin on the screen, or whoever can sign in to the machine. */
export type KeyMaker = { readonly kind: "user"; readonly id: string } | { readonly kind: "system" };

/**
 * Makes a key and puts that on record.
 *
 * @returns the secret, which is kept nowhere; undefined where a key of that name is in use
 */
export async function makeKey(
  tx: Transaction,
  key: { readonly name: string; readonly scopes: readonly ApiScope[]; readonly by: KeyMaker },
  now: Date,
): Promise<{ readonly id: string; readonly token: string } | undefined> {
  const { name, by } = key;
  const scopes = [...new Set(key.scopes)];
  const id = newId();
  const { text, hash } = makeToken(id);
  if (!(await addApiKey(tx, { id, name, scopes, hash, madeBy: idOf(by) }, now))) return undefined;
  await recordAudit(tx, [
    {
      actor: by,
      action: "api-key.make",
      subject: { kind: "api-key", id },
      after: { name, scopes },
    },
  ]);
  return { id, token: text };
}

/** @returns false where no such key is in use */
export async function revokeKey(
  tx: Transaction,
  { key, by }: { readonly key: ApiKeyInUse; readonly by: KeyMaker },
  now: Date,
): Promise<boolean> {
  const id = await revokeApiKey(tx, { key, revokedBy: idOf(by) }, now);
  if (id === undefined) return false;
  await recordAudit(tx, [
    { actor: by, action: "api-key.revoke", subject: { kind: "api-key", id } },
  ]);
  return true;
}

function idOf(by: KeyMaker): string {
  return by.kind === "user" ? by.id : "system";
}
