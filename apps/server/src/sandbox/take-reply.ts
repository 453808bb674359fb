import {
  addressesOf,
  keepInboundText,
  keepInbox,
  newId,
  readClock,
  readSentMessages,
  settleInbox,
  type Transaction,
} from "@fairflow/db";
import { addressOf, optInIn, optOutIn, tell } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { HttpError } from "../http/http-error.ts";
import { understandReply } from "./understand-reply.ts";

const READ_MESSAGES = 200;

/** What the debtor wrote. */
export interface Said {
  readonly debtorId: string;
  readonly channel: "sms" | "email";
  readonly text: string;
}

/** Takes what a debtor wrote for what it means: to be left alone, to be written to again, or an answer. */
export async function takeReply(
  deps: AppDeps,
  tx: Transaction,
  said: Said,
): Promise<"opt-out" | "opt-in" | "reply"> {
  const understoodAs = understandReply(said.text);
  switch (understoodAs) {
    case "opt-out":
      await stop(deps, tx, said);
      break;
    case "opt-in":
      await start(deps, tx, said);
      break;
    case "reply":
      await reply(deps, tx, said);
  }
  return understoodAs;
}

/** Opts out the address that the debtor writes from. */
async function stop(deps: AppDeps, tx: Transaction, said: Said): Promise<void> {
  const { debtorId, channel, text } = said;
  const addressId = await writtenFrom(deps, tx, said);
  await optOutIn(deps.facts, tx, { addressId, channel, source: "debtor" });
  await keepInboundText(tx, deps.keys(), { debtorId, kind: "opted-out", text });
}

/** The message itself is the act that opens the address again; where nothing was shut it is a reply. */
async function start(deps: AppDeps, tx: Transaction, said: Said): Promise<void> {
  const { debtorId, channel, text } = said;
  const { hmac } = await addressOf(tx, await writtenFrom(deps, tx, said));
  const came = { provider: "sandbox", providerId: newId(), body: Buffer.from(text) };
  const evidence = await keepInbox(tx, deps.keys(), came, deps.realNow());
  if (evidence === undefined) throw new Error("A new message was there already");
  const { now } = await readClock(tx);
  const act = { hmac, channel, how: "message", at: now, evidence, author: "debtor" };
  const isLifted = await optInIn(deps.facts, tx, act);
  await settleInbox(tx, evidence, isLifted ? "opt-in" : "reply", deps.realNow());
  if (!isLifted) return reply(deps, tx, said);
  await keepInboundText(tx, deps.keys(), { debtorId, kind: "opted-in", text });
}

/** The address that was written to last on this channel, or else the first of its kind. */
async function writtenFrom(
  { keys }: AppDeps,
  tx: Transaction,
  { debtorId, channel }: Said,
): Promise<string> {
  const [sent, addresses] = await Promise.all([
    readSentMessages(tx, keys(), { debtorId, limit: READ_MESSAGES }),
    addressesOf(tx, keys(), debtorId),
  ]);
  const kind = channel === "sms" ? "phone" : "email";
  const addressId =
    sent.findLast((message) => message.channel === channel)?.addressId ??
    addresses.find((address) => address.kind === kind)?.id;
  if (addressId === undefined) throw new HttpError("conflict", "There is no address to opt out.");
  return addressId;
}

async function reply(
  { facts, keys }: AppDeps,
  tx: Transaction,
  { debtorId, channel, text }: Said,
): Promise<void> {
  const { now } = await readClock(tx);
  const kind = "message.replied";
  await tell(facts, tx, { events: [{ debtorId, kind, payload: { channel } }], now });
  await keepInboundText(tx, keys(), { debtorId, kind, text });
}
