import { keepInbox, type Keyring } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { quarantineNotice } from "./quarantine-notice.ts";

export type KeptNotice = "kept" | "known" | "contradicting";

/**
 * Keeps a genuine notice once, with the job that reads it. One that comes again under the same id with other bytes is kept
 * beside the first for a person: either the gateway or its secret is not what it was.
 */
export async function keepNotice(
  deps: Pick<AppDeps, "database" | "facts" | "keys" | "realNow">,
  came: {
    readonly provider: string;
    readonly eventId: string;
    readonly digest: string;
    readonly body: Uint8Array;
  },
): Promise<KeptNotice> {
  const { provider, eventId, digest, body } = came;
  const keyring = deps.keys();
  const now = deps.realNow();
  return deps.database.transaction(async (tx) => {
    const id = await keepInbox(tx, keyring, { provider, providerId: eventId, body }, now);
    if (id !== undefined) {
      await deps.facts.jobs.send(tx, [{ queue: "inbox" }]);
      return "kept";
    }
    const [first] = await tx.sql<StoredRow[]>`
      select id, body from inbox where provider = ${provider} and provider_id = ${eventId}`;
    // One that was read so long ago that its bytes are gone cannot be compared any more.
    if (first === undefined || first.body.length === 0) return "known";
    if (bodyOf(keyring, first).equals(body)) return "known";
    const besideId = `${eventId}#${digest}`;
    const beside = await keepInbox(tx, keyring, { provider, providerId: besideId, body }, now);
    if (beside !== undefined) {
      const why = "one event that is told in two ways";
      await quarantineNotice(tx, { inboxId: beside, why }, now);
    }
    return "contradicting";
  });
}

export interface StoredRow {
  readonly id: string;
  readonly body: Uint8Array;
}

export function bodyOf(keyring: Keyring, { id, body }: StoredRow): Buffer {
  return Buffer.from(keyring.decrypt({ table: "inbox", column: "body", row: id }, body));
}
