import { epochDayAt, type LocalDate } from "@fairflow/calendar";
import { noticeElapses, Purpose } from "@fairflow/compliance";
import type { AttemptEffect, AttemptResult, Happening, LeaveEffect } from "@fairflow/interpreter";
import { DELIVERY_MS } from "../assumed-notices.ts";
import { judgeTest, packsOf, type TestJudgement } from "./test-case.ts";
import { isReachable, type TestLife } from "./test-life.ts";
import type { TestAccount } from "./test-person.ts";

/** Whom messages go to, and under which law. */
export interface TestGate {
  readonly life: TestLife;
  /** The accounts that messages of the run speak of. */
  readonly accounts: readonly TestAccount[];
  /** The day at which effective dates of rules are read instead of the instant. */
  readonly lawAsOf: LocalDate | undefined;
}

export function judgeEffect(
  { life, accounts, lawAsOf }: TestGate,
  asked: AttemptEffect | LeaveEffect,
  nowMs: number,
): TestJudgement {
  const of =
    asked.kind === "attempt"
      ? { channel: asked.request.channel, purpose: asked.request.purpose, step: asked.request.step }
      : { channel: null, purpose: "collection", step: asked.step };
  return judgeTest(life, { ...of, accounts }, { nowMs, lawAsOf });
}

/** What became of a message that the gate let go: without an address it reaches nobody. */
export interface SentTest {
  readonly result: AttemptResult;
  readonly later: readonly Happening[];
}

/** Sends a message that may go: it counts with the person from now on, and arrives after its usual time. */
export function sendTest(
  { life, accounts }: TestGate,
  effect: AttemptEffect,
  nowMs: number,
): SentTest {
  const { channel, purpose, notice } = effect.request;
  if (!isReachable(life, channel)) return { result: { kind: "failed" }, later: [] };
  const { zone } = life.person;
  life.sent = [
    ...life.sent,
    {
      day: epochDayAt(zone, nowMs),
      channel,
      contact: {
        at: new Date(nowMs),
        channel,
        outcome: "sent",
        direction: "outbound",
        purpose: Purpose.parse(purpose),
        debts: accounts.map(({ id }) => ({ debtId: id, accountId: id })),
      },
    },
  ];
  const arrivesMs = nowMs + DELIVERY_MS[channel];
  const delivered: Happening = {
    atMs: arrivesMs,
    event: { kind: "happened", event: "delivered" },
  };
  if (notice === undefined) return { result: { kind: "sent" }, later: [delivered] };
  const sent = new Date(nowMs);
  life.notices = [
    ...life.notices,
    ...accounts.map(({ id }) => ({ arrivesMs, sent, noticeId: notice, debtId: id })),
  ];
  return {
    result: { kind: "sent" },
    later: [delivered, noticeArrival({ life, accounts }, effect, { notice, nowMs, arrivesMs })],
  };
}

/** A notice is taken to arrive with the proof that is asked for; then its days run. */
function noticeArrival(
  { life, accounts }: Pick<TestGate, "life" | "accounts">,
  { node, visit }: AttemptEffect,
  of: { readonly notice: string; readonly nowMs: number; readonly arrivesMs: number },
): Happening {
  const arrived = new Date(of.arrivesMs);
  const elapse = noticeElapses(packsOf(accounts), {
    noticeId: of.notice,
    dates: { sent: new Date(of.nowMs), delivered: arrived, served: arrived },
    zones: [life.person.zone],
    subdivision: undefined,
  });
  const atMs = elapse.kind === "elapses" ? Math.max(elapse.at.getTime(), of.arrivesMs) : null;
  return {
    atMs: of.arrivesMs,
    event: { kind: "notice", node, visit, result: { kind: "elapses", atMs } },
  };
}
