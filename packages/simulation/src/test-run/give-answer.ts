import { epochDayAt } from "@fairflow/calendar";
import type { NodeId } from "@fairflow/flow";
import type { Run, RunEvent } from "@fairflow/interpreter";
import type { Answer } from "../scenario/forced-answer.ts";
import { owedOn } from "./owed.ts";
import { statusOf } from "./test-facts.ts";
import { isReachable, paidOf, type TestLife } from "./test-life.ts";
import type { TestAccount } from "./test-person.ts";

const DAY_MS = 86_400_000;

/** Whom an answer is about, and where their run stands. */
export interface Answering {
  readonly life: TestLife;
  readonly run: Run;
  /** The account of the run; null of a run per debtor. */
  readonly account: TestAccount | null;
  readonly nowMs: number;
}

/** What an answer means to the run; why it means nothing to anybody where there is a reason. */
export interface Given {
  readonly events: readonly RunEvent[];
  readonly problem?: string;
}

/** Lets a person answer: what is known of them changes, and their run is told as the engine would tell it. */
export function giveAnswer(answering: Answering, answer: Answer): Given {
  const { life, nowMs } = answering;
  switch (answer.kind) {
    case "pays":
      return pay(answering, answer);
    case "stops":
      return stop(answering, answer.channel);
    case "replies":
      life.lastContactDay = epochDayAt(life.person.zone, nowMs);
      return happened("replied");
    case "bounces":
      return bounce(answering);
    case "opens-link":
      return life.hasLink || life.person.linkUrl !== null
        ? happened("link-opened")
        : nothing("There is no pay link yet.");
    case "disputes":
      return dispute(answering, answer.account);
    case "dispute-decided":
      return decide(answering, answer);
    case "promises":
      life.states = [...life.states, { state: "promise_open", since: new Date(nowMs) }];
      return happened("promise-made");
    case "keeps-promise":
      return endPromise(answering, "promise-kept");
    case "breaks-promise":
      life.promisesBroken += 1;
      return endPromise(answering, "promise-broken");
    case "held":
      life.holds = [...new Set([...life.holds, answer.reason])];
      life.lifted.delete(answer.reason);
      life.states = [...life.states, { state: answer.reason, since: new Date(nowMs) }];
      return { events: [{ kind: "held", reason: answer.reason }] };
    case "released":
      life.holds = life.holds.filter((reason) => reason !== answer.reason);
      life.lifted.add(answer.reason);
      life.states = life.states.filter(({ state }) => state !== answer.reason);
      return { events: [{ kind: "released", reason: answer.reason }] };
    case "completes-task":
      return completeTask(answering, answer.outcome);
    case "happens":
      return happened(answer.event);
  }
}

function happened(event: (RunEvent & { kind: "happened" })["event"]): Given {
  return { events: [{ kind: "happened", event }] };
}

function nothing(problem: string): Given {
  return { events: [], problem };
}

/** To a run per debtor, one account paid is a part of what is owed while another is not. */
function pay(answering: Answering, answer: Answer & { kind: "pays" }): Given {
  const { life, nowMs } = answering;
  const day = epochDayAt(life.person.zone, nowMs);
  const events = accountsNamed(answering, answer.account).flatMap((account): RunEvent[] => {
    const before = owedOn(account.owed, paidOf(life, account), day);
    const amount = Math.round((before.balanceMinor * answer.percent) / 100);
    if (amount === 0) return [];
    life.paid.set(account.id, paidOf(life, account) + amount);
    const after = owedOn(account.owed, paidOf(life, account), day);
    if (before.arrearsMinor > 0 && after.arrearsMinor === 0) life.cured.add(account.id);
    if (answering.account !== null && answering.account !== account) return [];
    const part: RunEvent = { kind: "happened", event: "part-paid" };
    if (answering.account === null && owesElsewhere(life, day)) return [part];
    if (after.balanceMinor === 0) return [{ kind: "paid" }];
    return before.arrearsMinor > 0 && after.arrearsMinor === 0 ? [{ kind: "cured" }] : [part];
  });
  return events.length === 0
    ? nothing(
        "It changes nothing for this run: nothing is owed there, or another account was paid.",
      )
    : { events };
}

function owesElsewhere(life: TestLife, day: number): boolean {
  return life.person.accounts.some(
    (account) =>
      statusOf(life, account, day) === "open" &&
      owedOn(account.owed, paidOf(life, account), day).arrearsMinor > 0,
  );
}

function accountsNamed(
  { life, account }: Answering,
  reference: string | undefined,
): readonly TestAccount[] {
  if (reference === undefined) return account === null ? life.person.accounts : [account];
  return life.person.accounts.filter(
    ({ id, spoken }) => id === reference || spoken.reference === reference,
  );
}

function stop({ life }: Answering, named: "sms" | "email" | undefined): Given {
  const written = life.sent.findLast(({ channel }) => channel !== "letter")?.channel;
  const channel = named ?? written ?? (isReachable(life, "sms") ? "sms" : "email");
  life.optedOut.add(channel);
  return happened("opted-out");
}

/** The message that left last comes back, and its address with it; a notice then was not delivered. */
function bounce({ life, run }: Answering): Given {
  const last = life.sent.at(-1);
  if (last === undefined) return nothing("Nothing was sent that could come back.");
  life.bounced.add(last.channel);
  const stand = run.interrupted ?? run;
  const events: RunEvent[] = [{ kind: "happened", event: "not-delivered" }];
  if (stand.waiting?.kind !== "notice" || stand.node === null) return { events };
  life.notices = life.notices.slice(0, -1);
  events.push(noticeLost(stand.node, stand.visit));
  return { events };
}

function noticeLost(node: NodeId, visit: number): RunEvent {
  return { kind: "notice", node, visit, result: { kind: "not-delivered" } };
}

function dispute(answering: Answering, reference: string | undefined): Given {
  const { life, nowMs } = answering;
  const accounts = accountsNamed(answering, reference);
  const isOwn = answering.account === null || accounts.includes(answering.account);
  const wasOpen = accounts.every(({ id }) => life.disputes.has(id));
  if (wasOpen) return nothing("A dispute is open already, or there is no such account.");
  for (const { id } of accounts) life.disputes.set(id, nowMs);
  return isOwn
    ? { events: [{ kind: "dispute-opened" }] }
    : nothing("It is about another account than this run.");
}

function decide(
  { life, nowMs }: Answering,
  { decision, resumeAfterDays }: Answer & { kind: "dispute-decided" },
): Given {
  if (life.disputes.size === 0) return nothing("No dispute is open.");
  life.disputes.clear();
  life.lifted.add("dispute_written");
  const resumeNotBeforeMs = nowMs + resumeAfterDays * DAY_MS;
  if (resumeAfterDays > 0) {
    const decided = {
      state: "dispute_decided",
      since: new Date(nowMs),
      until: new Date(resumeNotBeforeMs),
    };
    life.states = [...life.states, decided];
  }
  return { events: [{ kind: "dispute-resolved", decision, resumeNotBeforeMs }] };
}

function endPromise({ life }: Answering, event: "promise-kept" | "promise-broken"): Given {
  life.lifted.add("promise_open");
  life.states = life.states.filter(({ state }) => state !== "promise_open");
  return happened(event);
}

function completeTask({ run }: Answering, outcome: string): Given {
  const { node, visit, waiting } = run.interrupted ?? run;
  if (node === null) return nothing("The run stands at no step.");
  if (waiting?.kind === "notice") {
    return outcome === "not-delivered"
      ? { events: [noticeLost(node, visit)] }
      : nothing("Its delivery is taken for granted already.");
  }
  return { events: [{ kind: "task-done", node, visit, outcome }] };
}
