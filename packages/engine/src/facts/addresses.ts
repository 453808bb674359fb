import { readClock, suppressAddress, type SuppressedChannel, type Transaction } from "@fairflow/db";
import { wrongPartyIn } from "./wrong-party.ts";
import { tell, UnknownSubjectError, type Author, type FactDeps } from "./telling.ts";

export interface OptOutInput {
  /** Whose word it is; everyone who shares the address is covered. */
  readonly addressId: string;
  readonly channel: SuppressedChannel;
  readonly source: Author;
  /** The id of the inbox row or event that it rests on. */
  readonly evidence?: string | undefined;
}

/**
 * Bars an address on a channel for everyone who shares it: they are locked in id order and their epochs move on, so that
 * nothing that is planned leaves without asking again (I7). The channel moves, the debt does not.
 *
 * @throws UnknownSubjectError
 */
export function optOut(deps: FactDeps, input: OptOutInput): Promise<void> {
  return deps.database.transaction((tx) => optOutIn(deps, tx, input));
}

/** `optOut` as a part of a transaction, such as that of an inbound STOP. */
export async function optOutIn(
  deps: FactDeps,
  tx: Transaction,
  { addressId, channel, source, evidence }: OptOutInput,
): Promise<void> {
  const { now } = await readClock(tx);
  const { hmac, debtorId } = await addressOf(tx, addressId);
  const sharers = await suppressAddress(
    tx,
    { addressHmac: hmac, channel, reason: "opted_out", source, evidence },
    now,
  );
  await tell(deps, tx, {
    events: [...new Set([debtorId, ...sharers])].map((sharer) => ({
      debtorId: sharer,
      kind: "opted-out",
      payload: { channel },
    })),
    now,
  });
}

/**
 * The address belongs to somebody else: refused everywhere at once, on every channel; a task asks for a trace.
 *
 * @throws UnknownSubjectError
 */
export function wrongParty(
  deps: FactDeps,
  { addressId, source }: { readonly addressId: string; readonly source: Author },
): Promise<void> {
  return deps.database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    await wrongPartyIn(tx, { ...(await addressOf(tx, addressId)), addressId, source }, now);
  });
}

async function addressOf(
  { sql }: Transaction,
  addressId: string,
): Promise<{ readonly hmac: Uint8Array; readonly debtorId: string }> {
  const [row] = await sql<{ hmac: Uint8Array | null; debtor_id: string }[]>`
    select hmac, debtor_id from address where id = ${addressId}`;
  if (row?.hmac == null) throw new UnknownSubjectError(`There is no address ${addressId}`);
  return { hmac: row.hmac, debtorId: row.debtor_id };
}
