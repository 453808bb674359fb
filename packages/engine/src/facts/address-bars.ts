import { BYTEAS, type Transaction } from "@fairflow/db";
import type { AddressFacts } from "../debtor-facts.ts";
import type { OutsideContact } from "./outside-proposal.ts";

/** What is or was barred of an address at an instant, whoever has it; now where none is given. */
export type BarsAt = (hmac: Uint8Array, atMs?: number) => AddressFacts["suppressed"];

interface BarRow {
  readonly address_hmac: Uint8Array;
  readonly channel: string;
  readonly reason: string;
  readonly since: Date;
  readonly ended_at: Date | null;
}

/** The bars of addresses that are named and are in no file of the debtor's: those that are, come with the debtor. */
export async function loadBars(
  { sql }: Transaction,
  contacts: readonly Pick<OutsideContact, "address">[],
): Promise<BarsAt> {
  const unlisted = contacts.flatMap(({ address }) =>
    address === null || address.id !== null ? [] : [address.hmac],
  );
  if (unlisted.length === 0) return () => [];
  const rows = await sql<BarRow[]>`
    select address_hmac, channel, reason, since, ended_at from suppression
    where address_hmac = any(${sql.typed(unlisted, BYTEAS)}::bytea[])`;
  const byDigest = Map.groupBy(rows, (row) => keyOf(row.address_hmac));
  return (hmac, atMs) =>
    (byDigest.get(keyOf(hmac)) ?? []).filter(({ since, ended_at: ended }) =>
      atMs === undefined
        ? ended === null
        : since.getTime() <= atMs && (ended === null || ended.getTime() > atMs),
    );
}

function keyOf(hmac: Uint8Array): string {
  return Buffer.from(hmac).toString("hex");
}
