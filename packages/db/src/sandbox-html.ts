import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";

/** The HTML of the mails that the sandbox took, by attempt; those that were made of their text have none. */
export async function sandboxHtml(
  tx: Transaction,
  keyring: Keyring,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql<{ id: string; html: Uint8Array }[]>`
    select attempt_id as id, html from sandbox_message
    where attempt_id = any(${[...attemptIds]}::uuid[]) and html is not null`;
  return new Map(
    rows.map(({ id, html }) => [
      id,
      keyring.decryptText({ table: "sandbox_message", column: "html", row: id }, html),
    ]),
  );
}
