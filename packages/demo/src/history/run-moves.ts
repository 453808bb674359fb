import { permissionOf } from "@fairflow/compliance";
import { recordedValues } from "@fairflow/engine";
import {
  advanceThroughGate,
  listensFor,
  runFacts,
  wakeAtMs,
  type AttemptEffect,
  type Facts,
  type Run,
  type RunEvent,
} from "@fairflow/interpreter";
import { accountFacts } from "./account-facts.ts";
import { attemptRow, attemptRunRow } from "./attempt-row.ts";
import { count, countSteps } from "./counting.ts";
import { recordDraws } from "./draws.ts";
import { takeEffects } from "./effects.ts";
import type { Told } from "./events.ts";
import { judge, type Judgement } from "./judgement.ts";
import { iso, type Life, type LivedAccount, type LivedRun } from "./life.ts";

/** What happens at one instant happens in this order. */
export const RANK = { close: 0, outside: 1, entry: 2, wake: 3, send: 4 } as const;

/** Holds that keep attempts back and not runs: a dispute has a way of its own, a promise is watched. */
const KEEPS_BACK_ATTEMPTS: ReadonlySet<string> = new Set(["dispute_open", "promise_open"]);

/** Takes a run on with the same `advance` and gate as the engine does, and records what the engine would have saved. */
export function move(life: Life, run: LivedRun, event: RunEvent, told: Told): void {
  const { row, version } = run;
  if (row.run.status === "ended" || row.run.status === "parked") return;
  if (event.kind === "happened" && !listensFor(row.run, event.event)) return;
  const { facts, read } = interpreterFacts(life, run);
  const refused: (() => void)[] = [];
  const advanced = advanceThroughGate(
    version.compiled,
    row.run,
    { facts, event, nowMs: life.nowMs },
    (effect) => {
      // The people of the demo are taken to no court: none of its flows has a legal step.
      if (effect.kind === "ask-leave") return { kind: "forbidden", rules: [] };
      const judgement = judge(life, {
        channel: effect.request.channel,
        purpose: effect.request.purpose,
        accounts: [run.account],
      });
      if (judgement.verdict.kind !== "allowed") {
        refused.push(() => recordRefusal(life, run, effect, judgement));
      }
      return permissionOf(judgement.verdict);
    },
  );
  if (advanced.run === row.run) return;
  row.run = advanced.run;
  row.seq += 1;
  row.node_id = advanced.run.node ?? row.node_id;
  life.rows.steps.push({
    shard: row.shard,
    run_id: row.id,
    seq: row.seq,
    at: iso(life.nowMs),
    event_id: told.eventId ?? null,
    nodes: advanced.steps.map(({ node }) => node),
    visits: advanced.steps.map(({ visit }) => visit),
    exits: advanced.steps.map(({ left }) => left ?? ""),
    inputs: {
      now: life.nowMs,
      events: [{ kind: told.kind, payload: told.payload ?? {} }],
      facts: read,
      disputed: facts.disputeOpen,
      holds: facts.holds,
      segments: advanced.steps.flatMap(({ segment }) => segment ?? []),
    },
  });
  countSteps(life, run, advanced);
  recordDraws(life, run, advanced);
  for (const record of refused) record();
  takeEffects(life, run, advanced.effects);
  scheduleWake(life, run);
}

/** Tells every run of an account. */
export function moveAll(life: Life, account: LivedAccount, event: RunEvent, told: Told): void {
  for (const runs of account.runs.values()) {
    for (const run of runs) move(life, run, event, told);
  }
}

function scheduleWake(life: Life, run: LivedRun): void {
  const wakeMs = wakeAtMs(run.row.run);
  if (wakeMs === null) return;
  life.agenda.add(Math.max(wakeMs, life.nowMs), RANK.wake, () => {
    // A wake that the run has moved past changes nothing (I4).
    if (wakeAtMs(run.row.run) === wakeMs) move(life, run, { kind: "wake" }, { kind: "wake" });
  });
}

function interpreterFacts(life: Life, { account, row, version }: LivedRun) {
  const { place, days } = life.world;
  const known = {
    ...accountFacts(life, account, version.fields),
    ...runFacts(row.run, life.nowMs),
  };
  const { values, read } = recordedValues(known);
  const facts: Facts = {
    values,
    zone: place.zone,
    today: days.dateOf(days.dayAt(life.nowMs)),
    calendar: place.calendar,
    debtorKey: life.ids.debtorId,
    disputeOpen: account.dispute !== null,
    holds: account.holds.flatMap(({ state, ended_at: endedAt }) =>
      endedAt === null && !KEEPS_BACK_ATTEMPTS.has(state) ? [state] : [],
    ),
  };
  return { facts, read };
}

/** A refusal or a deferral is an attempt row too (I5). */
function recordRefusal(
  life: Life,
  run: LivedRun,
  { request, node, visit }: AttemptEffect,
  judgement: Judgement,
): void {
  const { channel, purpose, template } = request;
  const row = attemptRow(life, {
    contact: { channel, purpose, accounts: [run.account] },
    judgement,
    templateId: template,
    priority: run.version.compiled.settings.priority,
    provider: null,
  });
  life.rows.attempts.push(row);
  life.rows.attemptRuns.push(attemptRunRow(run, row, { node, visit }));
  const permission = permissionOf(judgement.verdict);
  if (permission.kind === "allowed") return;
  for (const rule of permission.rules) {
    count(life, run, { node, metric: permission.kind, exit: rule });
  }
}

/** Whether the run still goes on. */
export function isUnderWay({ status }: Run): boolean {
  return status === "active" || status === "held";
}
