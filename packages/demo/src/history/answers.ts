import { ANSWERS } from "../people/answers.ts";
import { idAt, oneOf } from "../random.ts";
import { event, isTold } from "./events.ts";
import { iso, type Life, type LivedAccount, type MessageChannel } from "./life.ts";
import { moveAll } from "./run-moves.ts";

/** STOP: nobody writes to this address on this channel any more. */
export function optOut(life: Life, channel: "sms" | "email"): void {
  const addressId = life.ids.addresses[channel];
  if (addressId === null || life.optedOut.has(channel)) return;
  life.optedOut.add(channel);
  const eventId = event(life, {
    account: null,
    kind: "opted-out",
    payload: { channel },
    text: "STOP",
  });
  life.rows.suppressions.push({
    id: idAt(life.random, life.nowMs),
    address_id: addressId,
    channel,
    evidence: eventId,
    since: iso(life.nowMs),
  });
  for (const account of life.accounts) {
    moveAll(
      life,
      account,
      { kind: "happened", event: "opted-out" },
      isTold(eventId, "opted-out", { channel }),
    );
  }
}

/** The debtor writes back. */
export function reply(life: Life, account: LivedAccount, channel: MessageChannel): void {
  const text = oneOf(life.random, ANSWERS[life.person.language]);
  const payload = { channel };
  const eventId = event(life, { account, kind: "message.replied", payload, text });
  moveAll(
    life,
    account,
    { kind: "happened", event: "replied" },
    isTold(eventId, "message.replied", payload),
  );
}
