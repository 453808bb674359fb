import {
  addReply,
  debtorsAt,
  keepInboundText,
  lockDebtors,
  normalAddress,
  portfolioCountries,
  readClock,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { optInIn, optOutByDigestIn } from "../facts/addresses.ts";
import { placeHoldIn } from "../facts/holds.ts";
import { tell, type FactDeps } from "../facts/telling.ts";
import type { ReplyMeaning } from "./reply-meaning.ts";
import { openReplyTasks } from "./reply-tasks.ts";

/** While a person has not read what the debtor wrote, no demand follows it. */
export const UNREAD = "reply_unread";

const REPLIED = "message.replied";

/** What somebody wrote back, as its provider tells it. */
export interface InboundReply {
  readonly provider: string;
  /** The provider's id of the message: told twice, it is taken once. */
  readonly providerId: string;
  readonly channel: "sms" | "email";
  /** The number or address that it came from, as it is written. */
  readonly from: string;
  readonly text: string;
  readonly meaning: ReplyMeaning;
  /** When it came, on the engine's clock. A START that is told late opens nothing that was shut after it. */
  readonly at: Date;
  /** The id of the inbox row or event that shows it. */
  readonly evidence: string;
  /** Whether the provider answers HELP itself, as Twilio's Messaging Services do. */
  readonly answersHelp?: boolean | undefined;
}

export interface TakenReply {
  /** `opted-in` only where something was shut; `paused`: a person reads it first; `again`: it was taken before. */
  readonly kind: "opted-out" | "opted-in" | "help" | "paused" | "replied" | "again";
  /** Everyone who has the address; nobody may have it, and what was said of it holds all the same. */
  readonly debtorIds: readonly string[];
}

/** What `takeReplyIn` stands on. */
export interface ReplyDeps extends FactDeps {
  readonly keyring: Keyring;
}

/**
 * Takes what came from a number or mailbox for what it means, for every debtor who has it: to be left alone, to be written
 * to again, something that a person must read before anything else is sent, or an answer.
 */
export async function takeReplyIn(
  deps: ReplyDeps,
  tx: Transaction,
  came: InboundReply,
): Promise<TakenReply> {
  const { keyring } = deps;
  const { channel, meaning, at } = came;
  const hmac = await digestOf(tx, keyring, came);
  const debtorIds = await debtorsAt(tx, [hmac]);
  await lockDebtors(tx, debtorIds);
  const isKnown = debtorIds.length > 0;
  const replyId = await addReply(tx, keyring, {
    ...came,
    hmac,
    meaning: meaning.kind === "for-a-person" ? "for_a_person" : meaning.kind,
    topics: topicsOf(meaning),
    keepsText: !isKnown,
  });
  if (replyId === undefined) return { kind: "again", debtorIds };
  const taken = { ...came, hmac, replyId, debtorIds };
  switch (meaning.kind) {
    case "stop": {
      const { evidence } = came;
      await optOutByDigestIn(deps, tx, { hmac, channel, source: "debtor", evidence });
      await keepTexts(deps, tx, taken, "opted-out");
      return { kind: "opted-out", debtorIds };
    }
    case "start": {
      const { evidence } = came;
      const act = { hmac, channel, how: "message", at, evidence, author: "debtor" };
      if (!(await optInIn(deps, tx, act))) return replied(deps, tx, taken);
      await keepTexts(deps, tx, taken, "opted-in");
      return { kind: "opted-in", debtorIds };
    }
    case "help":
      return helpAsked(deps, tx, taken);
    case "for-a-person":
      return pause(deps, tx, taken);
    case "reply":
      return replied(deps, tx, taken);
  }
}

export interface ReplyTaken extends InboundReply {
  readonly hmac: Uint8Array;
  readonly replyId: string;
  readonly debtorIds: readonly string[];
}

/**
 * Most providers write numbers with their country. One that is written as it is dialled is that of somebody on file, in
 * whichever of our countries. An address that is none, as a short code is, has a digest too: it is in nobody's file.
 */
async function digestOf(
  tx: Transaction,
  keyring: Keyring,
  { channel, from }: InboundReply,
): Promise<Uint8Array> {
  const kind = channel === "sms" ? "phone" : "email";
  const digestIn = (country: string) =>
    normalAddress(keyring, { kind, value: from }, country)?.hmac;
  const whole = digestIn(NO_COUNTRY);
  if (whole !== undefined) return whole;
  const countries = kind === "phone" ? await portfolioCountries(tx) : [];
  const dialled = countries.flatMap((country) => digestIn(country) ?? []);
  for (const hmac of dialled) {
    if ((await debtorsAt(tx, [hmac])).length > 0) return hmac;
  }
  return dialled[0] ?? keyring.lookup(kind, from);
}

const NO_COUNTRY = "ZZ";

function topicsOf(meaning: ReplyMeaning): readonly string[] {
  return meaning.kind === "for-a-person" ? meaning.topics : [];
}

async function helpAsked(deps: ReplyDeps, tx: Transaction, reply: ReplyTaken): Promise<TakenReply> {
  await tellReplied(deps, tx, reply);
  if (reply.answersHelp !== true) await openReplyTasks(tx, reply, await now(tx));
  return { kind: "help", debtorIds: reply.debtorIds };
}

/** Nothing is demanded of any of them before somebody has read it. */
async function pause(deps: ReplyDeps, tx: Transaction, reply: ReplyTaken): Promise<TakenReply> {
  const { debtorIds, replyId } = reply;
  await tellReplied(deps, tx, reply);
  const at = await now(tx);
  for (const debtorId of debtorIds) {
    const hold = { debtorId, state: UNREAD, author: "debtor", evidence: { reply: replyId } };
    await placeHoldIn(deps, tx, { ...hold, now: at });
  }
  await openReplyTasks(tx, reply, at);
  return { kind: "paused", debtorIds };
}

/** Runs that wait for an answer go on; where none does, a person reads it. */
async function replied(deps: ReplyDeps, tx: Transaction, reply: ReplyTaken): Promise<TakenReply> {
  const { debtorIds } = reply;
  const heard = new Set(await listening(tx, debtorIds));
  await tellReplied(deps, tx, reply);
  const unheard = debtorIds.filter((id) => !heard.has(id));
  if (debtorIds.length === 0 || unheard.length > 0) {
    await openReplyTasks(tx, { ...reply, debtorIds: unheard }, await now(tx));
  }
  return { kind: "replied", debtorIds };
}

async function tellReplied(deps: ReplyDeps, tx: Transaction, reply: ReplyTaken): Promise<void> {
  const { channel, debtorIds, meaning, replyId } = reply;
  const payload = { channel, replyId, topics: topicsOf(meaning) };
  const events = debtorIds.map((debtorId) => ({ debtorId, kind: REPLIED, payload }) as const);
  await tell(deps, tx, { events, now: await now(tx) });
  await keepTexts(deps, tx, reply, REPLIED);
}

async function keepTexts(
  { keyring }: ReplyDeps,
  tx: Transaction,
  { debtorIds, text }: ReplyTaken,
  kind: string,
): Promise<void> {
  for (const debtorId of debtorIds) await keepInboundText(tx, keyring, { debtorId, kind, text });
}

async function now(tx: Transaction): Promise<Date> {
  return (await readClock(tx)).now;
}

/** Those of the debtors whose flows wait for an answer: the drawer has said what follows. */
async function listening(
  { sql }: Transaction,
  debtorIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await sql<{ debtor_id: string }[]>`
    select distinct run.debtor_id
    from unnest(${[...debtorIds]}::uuid[]) as wanted (debtor_id)
    join run on run.shard = shard_of(wanted.debtor_id) and run.debtor_id = wanted.debtor_id and run.status = 'active'
    join flow_version on flow_version.id = run.version_id
    cross join lateral jsonb_array_elements(flow_version.document -> 'nodes') as node
    where node ->> 'id' = run.node_id and node ->> 'type' = 'wait-for'
      and node -> 'config' -> 'events' @> '[{"event": "replied"}]'`;
  return rows.map(({ debtor_id: id }) => id);
}
