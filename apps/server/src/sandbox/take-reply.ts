import { meaningOfReply } from "@fairflow/channels";
import {
  addressesOf,
  keepInbox,
  newId,
  readClock,
  readSentMessages,
  settleInbox,
  type Transaction,
} from "@fairflow/db";
import { takeReplyIn, type TakenReply } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { HttpError } from "../http/http-error.ts";

const READ_MESSAGES = 200;
const PROVIDER = "sandbox";

/** What the debtor wrote. */
export interface Said {
  readonly debtorId: string;
  readonly channel: "sms" | "email";
  readonly text: string;
}

/** Takes what somebody wrote as the debtor as if a provider had told it. */
export async function takeReply(
  deps: AppDeps,
  tx: Transaction,
  said: Said,
): Promise<Exclude<TakenReply["kind"], "again">> {
  const { channel, text } = said;
  const providerId = newId();
  const came = { provider: PROVIDER, providerId, body: Buffer.from(text) };
  const inboxId = await keepInbox(tx, deps.keys(), came, deps.realNow());
  if (inboxId === undefined) throw new Error("A new message was there already");
  const { now } = await readClock(tx);
  const { kind } = await takeReplyIn({ ...deps.facts, keyring: deps.keys() }, tx, {
    provider: PROVIDER,
    providerId,
    channel,
    from: await writtenFrom(deps, tx, said),
    text,
    meaning: meaningOfReply(text),
    at: now,
    evidence: inboxId,
  });
  if (kind === "again") throw new Error("A new message was taken before");
  await settleInbox(tx, inboxId, kind, deps.realNow());
  return kind;
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
  const lastId = sent.findLast((message) => message.channel === channel)?.addressId;
  const address =
    addresses.find(({ id }) => id === lastId) ?? addresses.find((each) => each.kind === kind);
  if (address === undefined) throw new HttpError("conflict", "There is no address to write from.");
  return address.text;
}
