import { MOVED_BY_MESSAGE } from "../people/intentions.ts";
import { DISPUTE_REASONS } from "../people/make-people.ts";
import { between, oneOf } from "../random.ts";
import { optOut, reply } from "./answers.ts";
import { claimPaid } from "./claims.ts";
import { openDispute } from "./disputes.ts";
import { event, isTold } from "./events.ts";
import { iso, type Life, type LivedRun, type MessageChannel, type PlannedMessage } from "./life.ts";
import { pay } from "./payments.ts";
import { moveAll, RANK } from "./run-moves.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const REPLIES = 0.03;
const CLAIMS_PAID = 0.012;
const OPTS_OUT = 0.005;
const DISPUTES = 0.006;
/** Disputes of the history's last days are those of the plan, which are still open. */
const DISPUTES_END_MS = 14 * DAY_MS;
const OPENS_LINK = 0.3;

/** What somebody who got a message does about it, within a day or two. */
export function react(
  life: Life,
  messages: readonly PlannedMessage[],
  channel: MessageChannel,
): void {
  const { random, person } = life;
  const draw = random();
  for (const { run } of messages) {
    const isMoved = random() < MOVED_BY_MESSAGE[person.habit];
    const hasLink = run.link !== null && channel !== "letter";
    if (hasLink && (isMoved || random() < OPENS_LINK))
      later(life, 2, 600, () => openLink(life, run));
    if (isMoved) later(life, 20, 1_800, () => payBecauseOf(life, run));
  }
  const [first] = messages;
  if (first === undefined) return;
  const { run } = first;
  if (draw < REPLIES) {
    return later(life, 5, 400, () => reply(life, run.account, channel));
  }
  if (draw < REPLIES + CLAIMS_PAID) return later(life, 10, 900, () => claim(life, run));
  if (draw < REPLIES + CLAIMS_PAID + OPTS_OUT && channel !== "letter") {
    return later(life, 1, 240, () => optOut(life, channel));
  }
  const isEarly = life.nowMs < life.world.toMs - DISPUTES_END_MS;
  if (isEarly && draw > 1 - DISPUTES) {
    later(life, 30, 2_000, () =>
      openDispute(life, run.account, { reason: oneOf(random, DISPUTE_REASONS), isDecided: true }),
    );
  }
}

function later(life: Life, fromMinutes: number, toMinutes: number, act: () => void): void {
  const atMs = life.nowMs + between(life.random, fromMinutes, toMinutes) * MINUTE_MS;
  life.agenda.add(atMs, RANK.outside, act);
}

function openLink(life: Life, { account, link }: LivedRun): void {
  if (link === null || link.revoked_at !== null) return;
  link.opens += 1;
  if (link.opened_at !== null) return;
  link.opened_at = iso(life.nowMs);
  const payload = { linkId: link.id };
  const eventId = event(life, { account, kind: "link.opened", payload });
  moveAll(
    life,
    account,
    { kind: "happened", event: "link-opened" },
    isTold(eventId, "link.opened", payload),
  );
}

function payBecauseOf(life: Life, { account, link }: LivedRun): void {
  // Whoever is going to dispute it does not pay it meanwhile.
  if (account.plan.dispute !== null || account.dispute !== null) return;
  if (account.standing.status === "paid") return;
  pay(life, account, { share: 1, linkId: link?.revoked_at === null ? link.id : undefined });
}

function claim(life: Life, { account }: LivedRun): void {
  if (account.plan.dispute === null && account.standing.arrears > 0) claimPaid(life, account);
}
