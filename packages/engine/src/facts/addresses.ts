import {
  debtorsAt,
  liftOptOut,
  lockDebtors,
  readClock,
  suppressAddress,
  type SuppressedChannel,
  type Transaction,
} from "@fairflow/db";
import { takeBack } from "./take-back.ts";
import { markWrongParty } from "./wrong-party.ts";
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
 * Bars an address on a channel for everyone who shares it: they are locked in id order, what is planned to it is taken
 * back, and their epochs move on (I7). The channel moves, the debt does not.
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
  const { hmac } = await addressOf(tx, addressId);
  await optOutByDigestIn(deps, tx, { hmac, channel, source, evidence });
}

/**
 * Bars an address that may be in nobody's file yet: who comes with it later is covered too.
 *
 * @returns the debtors that share it
 */
export async function optOutByDigestIn(
  deps: FactDeps,
  tx: Transaction,
  {
    hmac,
    channel,
    source,
    evidence,
  }: Omit<OptOutInput, "addressId"> & { readonly hmac: Uint8Array },
): Promise<readonly string[]> {
  const { now } = await readClock(tx);
  const sharers = await suppressAddress(
    tx,
    { addressHmac: hmac, channel, reason: "opted_out", source, evidence },
    now,
  );
  const events = sharers.map((debtorId) => ({
    debtorId,
    kind: "opted-out" as const,
    payload: { channel },
  }));
  const takenBack = await takeBack(tx, {
    debtorIds: sharers,
    hmac,
    channel,
    because: "opted-out",
    now,
  });
  await tell(deps, tx, { events: [...events, ...takenBack], now });
  return sharers;
}

/** What a person did to be reached again: nobody else can say it for them. */
export interface OptInInput {
  readonly hmac: Uint8Array;
  readonly channel: SuppressedChannel;
  /** `message`, `call`, `letter`, `page`, `in-person`. */
  readonly how: string;
  /** When they did; before the opt-out it opens nothing. */
  readonly at: Date;
  /** The id of what shows it: a message, a recording, a document. */
  readonly evidence: string;
  /** Who recorded it. */
  readonly author: Author;
}

/**
 * Opens an address again on a channel, for everyone who shares it, because the person said so themselves. A wrong number
 * stays wrong, and an opt-out from every channel is not lifted for one.
 *
 * @returns whether there was an opt-out that the act ends
 */
export async function optInIn(
  deps: FactDeps,
  tx: Transaction,
  { hmac, channel, how, at, evidence, author }: OptInInput,
): Promise<boolean> {
  const { now } = await readClock(tx);
  const act = { addressHmac: hmac, channel, how, at, evidence, endedBy: author };
  const { debtorIds, wasLifted } = await liftOptOut(tx, act, now);
  if (!wasLifted) return false;
  const events = debtorIds.map((debtorId) => ({
    debtorId,
    kind: "opted-in" as const,
    payload: { channel },
  }));
  await tell(deps, tx, { events, now });
  return true;
}

/**
 * The address belongs to somebody else: refused everywhere at once, on every channel; a task asks for a trace.
 *
 * @throws UnknownSubjectError
 */
export function wrongParty(deps: FactDeps, input: WrongPartyInput): Promise<void> {
  return deps.database.transaction((tx) => wrongPartyIn(deps, tx, input));
}

export interface WrongPartyInput {
  readonly addressId: string;
  readonly source: Author;
}

/** `wrongParty` as a part of a transaction. */
export async function wrongPartyIn(
  deps: FactDeps,
  tx: Transaction,
  { addressId, source }: WrongPartyInput,
): Promise<void> {
  const { hmac, debtorId } = await addressOf(tx, addressId);
  const debtorIds = await debtorsAt(tx, [hmac]);
  await lockDebtors(tx, debtorIds);
  const { now } = await readClock(tx);
  await markWrongParty(tx, { hmac, debtorId, addressId, source }, now);
  const events = await takeBack(tx, {
    debtorIds,
    hmac,
    channel: "any",
    because: "gone-away",
    now,
  });
  await tell(deps, tx, { events, now });
}

/** The digest of an address, by which everyone who shares it is found. @throws UnknownSubjectError */
export async function addressOf(
  { sql }: Transaction,
  addressId: string,
): Promise<{ readonly hmac: Uint8Array; readonly debtorId: string }> {
  const [row] = await sql<{ hmac: Uint8Array | null; debtor_id: string }[]>`
    select hmac, debtor_id from address where id = ${addressId}`;
  if (row?.hmac == null) throw new UnknownSubjectError(`There is no address ${addressId}`);
  return { hmac: row.hmac, debtorId: row.debtor_id };
}
