import { epochDayAt } from "@fairflow/calendar";
import { permissionOf } from "@fairflow/compliance";
import type { NodeId } from "@fairflow/flow";
import {
  advanceThroughGate,
  AwaitedEvent,
  newRun,
  type CallRequest,
  type Effect,
  type Happening,
  type Run,
  type RunEvent,
  wakeAtMs,
} from "@fairflow/interpreter";
import { giveAnswer } from "./give-answer.ts";
import { composer } from "./compose-test-message.ts";
import type { Cause, Moment, Standing } from "./moment.ts";
import { momentBook, type Judged } from "./moment-book.ts";
import { sayingOf } from "./moment-words.ts";
import { statusOf, testFacts } from "./test-facts.ts";
import { judgeEffect, sendTest } from "./test-gate.ts";
import { newLife, type TestLife } from "./test-life.ts";
import type { TestAccount } from "./test-person.ts";
import { tracedFlow } from "./traced-flow.ts";
import type { TrajectoryInput } from "./trajectory.ts";

/** One run on its way, with the person whom it is about. */
export interface TestRun {
  readonly life: TestLife;
  readonly moments: readonly Moment[];
  readonly run: () => Run;
  readonly nowMs: () => number;
  readonly isOver: () => boolean;
  /** The account that the run is told of: of a run per debtor the one that is overdue the longest. */
  readonly account: () => TestAccount;
  /** When the run came to a step for the n-th time; null while it has not. */
  readonly cameMs: (step: NodeId, visit: number) => number | null;
  /** When something that follows from what happened is due. */
  readonly laterMs: () => number | null;
  readonly enter: (nowMs: number) => void;
  readonly refuse: (nowMs: number) => void;
  readonly answer: (index: number, nowMs: number) => void;
  /** Lets happen what is due: a delivery, the end of a hold, the run's own time. */
  readonly goOn: (nowMs: number) => void;
}

/** The ways in which another system may answer a step. */
function callOutcomes({ answers }: CallRequest): Outcomes {
  return [
    ...answers.map(({ exit, path, equals }) => ({ id: exit, label: `${path} is ${equals}` })),
    { id: "ok", label: "Taken" },
    { id: "refused", label: "Refused" },
  ];
}

/** Outcomes of the task that a run waits for. */
type Outcomes = Standing["outcomes"];

export function beginTestRun(input: TrajectoryInput): TestRun {
  const { compiled, library, fields, person, flow, answers, lawAsOf } = input;
  const saying = sayingOf(flow, { fields, library, zone: person.zone });
  const traced = tracedFlow(compiled);
  const compose = composer(library);
  const life = newLife(person);
  const book = momentBook(saying);
  const came = new Map<string, number>();
  let run = newRun(input.startMs);
  let clockMs = input.startMs;
  let isRefused = false;
  let outcomes: Outcomes = [];
  let later: readonly Happening[] = person.holds.flatMap(({ state, untilMs, holdsRuns }) =>
    untilMs !== null && holdsRuns && untilMs > input.startMs
      ? [{ atMs: untilMs, event: { kind: "released" as const, reason: state } }]
      : [],
  );

  const perDebtor = compiled.settings.per === "debtor";
  const own = person.accounts.find(({ id }) => id === input.accountId);
  if (own === undefined && !perDebtor) throw new RangeError("The person has no such account");
  const account = () => (perDebtor || own === undefined ? worstOf(life, clockMs) : own);
  const spoken = () => {
    const main = account();
    if (!perDebtor) return [main];
    const day = epochDayAt(person.zone, clockMs);
    const open = person.accounts.filter(
      (each) => statusOf(life, each, day) === "open" && each.portfolioId === main.portfolioId,
    );
    return open.length === 0 ? [main] : open;
  };

  const standing = (): Standing => ({
    status: isRefused ? "not-taken-in" : run.status,
    step: run.node,
    wakeMs: wakeAtMs(run),
    ended: run.ended === null ? null : { reason: run.ended.reason, success: run.ended.success },
    listens: listensOf(run),
    outcomes: run.ended === null ? outcomes : [],
    disputeOpen: life.disputes.size > 0,
    holds: run.holds,
  });

  /** One event, and all that it sets off at the same instant. */
  const take = (event: RunEvent, cause: Cause | null): boolean => {
    const nowMs = clockMs;
    const before = run;
    const gate = { life, accounts: spoken(), lawAsOf };
    const judged: Judged[] = [];
    const advanced = advanceThroughGate(
      traced.flow,
      run,
      { facts: testFacts(life, account(), { run, nowMs }), event, nowMs },
      (asked) => {
        const judgement = judgeEffect(gate, asked, nowMs);
        judged.push({ node: asked.node, visit: asked.visit, judgement });
        return permissionOf(judgement.verdict);
      },
    );
    run = advanced.run;
    for (const { node, visit, entered } of advanced.steps) {
      const key = visitKey(node, visit);
      if (entered && !came.has(key)) came.set(key, nowMs);
      if (entered) outcomes = [];
    }
    book.add({
      atMs: nowMs,
      cause,
      before,
      advanced,
      judged,
      traces: traced.take(),
      standing: standing(),
    });
    for (const effect of advanced.effects) perform(effect, nowMs);
    return run !== before || judged.length > 0;
  };

  const perform = (effect: Effect, nowMs: number) => {
    switch (effect.kind) {
      case "attempt":
        return send(effect, nowMs);
      case "open-task":
        outcomes = effect.task.outcomes;
        return;
      case "call":
        // Nobody is asked in a test: whoever runs it says what the answer was.
        outcomes = callOutcomes(effect.call);
        return;
      case "make-link":
        life.hasLink = true;
        return;
      case "change":
        life.changes = [...life.changes, ...effect.changes];
        return;
      case "ask-leave":
      case "withdraw":
      case "close-work":
    }
  };

  const send = (effect: Effect & { kind: "attempt" }, nowMs: number) => {
    // What came in the meantime of the same instant may have taken it back.
    if (run.node !== effect.node || run.visit !== effect.visit) return;
    const gate = { life, accounts: spoken(), lawAsOf };
    const composed = compose(life, { request: effect.request, accounts: gate.accounts, nowMs });
    const sent = composed.ok ? sendTest(gate, effect, nowMs) : UNSAID;
    book.sent(effect, composed, sent.result.kind === "sent");
    later = [...later, ...sent.later].toSorted((one, other) => one.atMs - other.atMs);
    take({ kind: "attempt", node: effect.node, visit: effect.visit, result: sent.result }, null);
  };

  const settled = () => book.settle(standing());

  return {
    life,
    moments: book.moments,
    run: () => run,
    nowMs: () => clockMs,
    isOver: () => isRefused || run.status === "ended" || run.status === "parked",
    account,
    cameMs: (step, visit) => came.get(visitKey(step, visit)) ?? null,
    laterMs: () => later[0]?.atMs ?? null,
    enter: (nowMs) => {
      clockMs = nowMs;
      run = newRun(nowMs);
      take({ kind: "start" }, { kind: "start" });
      settled();
    },
    refuse: (nowMs) => {
      clockMs = nowMs;
      isRefused = true;
      book.note({
        atMs: nowMs,
        cause: { kind: "refused-at-start" },
        run,
        why: "The start never takes this person in: its conditions are not met at any time that it asks.",
        standing: standing(),
      });
    },
    answer: (index, nowMs) => {
      clockMs = nowMs;
      const forced = answers[index];
      if (forced === undefined) return;
      const cause: Cause = { kind: "answer", answer: index };
      const subject = perDebtor ? null : account();
      const { events, problem } = giveAnswer({ life, run, account: subject, nowMs }, forced.answer);
      const before = book.moments.length;
      let changed = false;
      for (const event of events) {
        if (take(event, book.moments.length === before ? cause : null)) changed = true;
      }
      if (!changed) {
        const why = problem ?? "The run does not wait for this and goes on as before.";
        book.note({ atMs: nowMs, cause, run, why, standing: standing() });
      }
      settled();
    },
    goOn: (nowMs) => {
      clockMs = nowMs;
      const [first, ...rest] = later;
      if (first !== undefined && first.atMs <= nowMs) {
        later = rest;
        const cause: Cause =
          first.event.kind === "released"
            ? { kind: "hold-over", state: first.event.reason }
            : { kind: "delivery" };
        take(first.event, cause);
      } else {
        take({ kind: "wake" }, { kind: "time" });
      }
      settled();
    },
  };
}

const UNSAID = { result: { kind: "failed" }, later: [] } as const;

function visitKey(step: NodeId, visit: number): string {
  return `${step} ${visit}`;
}

/** Open ones first, of those the one that is overdue the longest; as the engine chooses. */
function worstOf(life: TestLife, nowMs: number): TestAccount {
  const { accounts, zone } = life.person;
  const day = epochDayAt(zone, nowMs);
  const since = ({ owed }: TestAccount) =>
    owed.overdueSince ?? owed.dues[0]?.day ?? Number.POSITIVE_INFINITY;
  const isOpen = (each: TestAccount) => Number(statusOf(life, each, day) !== "open");
  const [worst] = accounts.toSorted(
    (one, other) =>
      isOpen(one) - isOpen(other) ||
      // Two that are never due are as old as each other; their difference is no number.
      (since(one) === since(other) ? 0 : since(one) - since(other)) ||
      (one.id < other.id ? -1 : 1),
  );
  if (worst === undefined) throw new RangeError("A person has at least one account");
  return worst;
}

function listensOf(run: Run): readonly AwaitedEvent[] {
  const waiting = (run.interrupted ?? run).waiting;
  if (run.ended !== null || waiting?.kind !== "event") return [];
  return Object.keys(waiting.exits).flatMap((event) => AwaitedEvent.safeParse(event).data ?? []);
}
