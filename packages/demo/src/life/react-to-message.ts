import { keepInboundText, readClock } from "@fairflow/db";
import { claimPaid, linkOpenedIn, openDispute, optOutIn, tell } from "@fairflow/engine";
import { ANSWERS } from "../people/answers.ts";
import { MOVED_BY_MESSAGE } from "../people/intentions.ts";
import { DISPUTE_REASONS } from "../people/make-people.ts";
import type { DemoPerson } from "../people/person.ts";
import { between, oneOf, randomOf, type Random } from "../random.ts";
import { localDay, type Acting, type Deed } from "./acting.ts";
import { payAccount } from "./pay-account.ts";
import type { FreshMessage } from "./read-messages.ts";

const MINUTE_MS = 60_000;

/** The share of messages that make somebody do this. */
const OPENS_LINK = 0.3;
const REPLIES = 0.03;
const CLAIMS_PAID = 0.012;
const OPTS_OUT = 0.006;
const DISPUTES = 0.01;
/** On the demo's first day people do more than they would: whoever watches it has a minute. */
const FIRST_DAY_FACTOR = 4;

/** Puts down what the receiver is going to do about a message; the same for the same message. */
export function reactToMessage(acting: Acting, person: DemoPerson, message: FreshMessage): void {
  const random = randomOf(acting.demo.seed, "reaction", message.id);
  const later = (fromMinutes: number, toMinutes: number, act: (atMs: number) => Promise<void>) => {
    const atMs = message.accepted.getTime() + between(random, fromMinutes, toMinutes) * MINUTE_MS;
    const deed: Deed = { of: message.id, act: () => act(atMs) };
    acting.agenda.add(atMs, 0, deed);
  };
  const isMoved = random() < MOVED_BY_MESSAGE[person.habit];
  if (message.link !== null && (isMoved || random() < OPENS_LINK)) {
    later(2, 240, () => openLink(acting, message));
  }
  if (isMoved) later(20, 1_500, (atMs) => pay(acting, message, atMs));
  const isFirstDay = localDay(acting, message.accepted) === acting.demo.today;
  const draw = random() / (isFirstDay ? FIRST_DAY_FACTOR : 1);
  if (draw < REPLIES) return later(5, 300, () => reply(acting, { person, message, random }));
  const [account] = message.accounts;
  if (account === undefined) return;
  const author = "debtor";
  if (draw < REPLIES + CLAIMS_PAID) {
    return later(10, 600, () => claimPaid(acting.facts, { accountId: account.id, author }));
  }
  if (draw < REPLIES + CLAIMS_PAID + OPTS_OUT && message.channel !== "letter") {
    return later(1, 180, () => stop(acting, message));
  }
  if (draw < REPLIES + CLAIMS_PAID + OPTS_OUT + DISPUTES) {
    const reason = oneOf(random, DISPUTE_REASONS);
    later(15, 600, async () => {
      await openDispute(acting.facts, {
        accountId: account.id,
        reason,
        via: message.channel,
        author,
      });
    });
  }
}

async function openLink({ facts }: Acting, { link, debtorId }: FreshMessage): Promise<void> {
  if (link === null) return;
  await facts.database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    await linkOpenedIn(facts, tx, { ...link, debtorId }, now);
  });
}

async function pay(acting: Acting, message: FreshMessage, atMs: number): Promise<void> {
  for (const { reference } of message.accounts) {
    await payAccount(acting, {
      reference,
      externalId: `moved-${message.id}-${reference}`,
      today: localDay(acting, new Date(atMs)),
      share: 1,
      paymentLinkId: message.link?.id,
    });
  }
}

async function reply(
  { facts, keyring }: Acting,
  of: { readonly person: DemoPerson; readonly message: FreshMessage; readonly random: Random },
): Promise<void> {
  const { debtorId, channel, accounts } = of.message;
  const text = oneOf(of.random, ANSWERS[of.person.language]);
  const kind = "message.replied";
  await facts.database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    const accountId = accounts[0]?.id;
    await tell(facts, tx, { events: [{ debtorId, accountId, kind, payload: { channel } }], now });
    await keepInboundText(tx, keyring, { debtorId, kind, text });
  });
}

async function stop(
  { facts, keyring }: Acting,
  { debtorId, addressId, channel }: FreshMessage,
): Promise<void> {
  await facts.database.transaction(async (tx) => {
    if (channel === "letter") return;
    await optOutIn(facts, tx, { addressId, channel, source: "debtor" });
    await keepInboundText(tx, keyring, { debtorId, kind: "opted-out", text: "STOP" });
  });
}
