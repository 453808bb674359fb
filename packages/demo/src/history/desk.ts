import { addBusinessDays } from "@fairflow/calendar";
import { between, weighted } from "../random.ts";
import { attemptRow, remember } from "./attempt-row.ts";
import { addressOf, judge, type Contact } from "./judgement.ts";
import { event, isTold } from "./events.ts";
import { iso, SPECIALIST, type Life, type LivedRun } from "./life.ts";
import { makePromise } from "./make-promise.ts";
import type { TaskRow } from "./desk-rows.ts";
import { move, RANK } from "./run-moves.ts";

/** One in eight is not done in time. */
const DONE_SHARE = 0.88;

/** A specialist takes the task up within a day or two in working hours; disputes are decided elsewhere. */
export function workOnTask(life: Life, run: LivedRun, task: TaskRow): void {
  const isDecision = task.outcomes.some(({ id }) => id === "partly-accepted");
  if (isDecision || life.random() > DONE_SHARE) return;
  const { days, place } = life.world;
  const today = days.dateOf(days.dayAt(life.nowMs));
  const on = addBusinessDays(place.calendar, today, between(life.random, 1, 2));
  const atMs = days.instantOn(days.dayOf(on), between(life.random, 9 * 60, 16 * 60));
  life.agenda.add(atMs, RANK.outside, () => {
    if (task.status !== "open") return;
    if (task.kind === "call") call(life, run, task);
    else finish(life, run, task, task.outcomes[0]?.id ?? "done");
  });
}

/** A call is an attempt as a message is: the gate is asked, and the row stays (I5). */
function call(life: Life, run: LivedRun, task: TaskRow): void {
  const contact: Contact = { channel: "call", purpose: "collection", accounts: [run.account] };
  const judgement = judge(life, contact);
  // Who may not be called now, or cannot be, is not; the task then falls due.
  if (judgement.verdict.kind !== "allowed" || addressOf(life, "call") === null) return;
  const answer = weighted(life.random, callOutcomes(task));
  const outcome = answer === "no-answer" ? "no_answer" : "conversation";
  const priority = run.version.compiled.settings.priority;
  life.rows.attempts.push(
    attemptRow(life, { contact, judgement, templateId: null, priority, provider: "desk", outcome }),
  );
  remember(life, contact, outcome);
  finish(life, run, task, answer);
  if (answer === "promised" || answer === "new-date") makePromise(life, run.account);
}

function callOutcomes(task: TaskRow): readonly (readonly [string, number])[] {
  return task.outcomes.map(({ id }) => {
    if (id === "no-answer") return [id, 40];
    return [id, id === "cannot-pay" ? 15 : 45];
  });
}

function finish(life: Life, run: LivedRun, task: TaskRow, outcome: string): void {
  const { node_id: node, visit } = task;
  task.status = "done";
  task.outcome = outcome;
  task.closed_at = iso(life.nowMs);
  task.closed_by = SPECIALIST;
  if (node === null || visit === null) return;
  const eventId = event(life, {
    account: run.account,
    runId: run.row.id,
    kind: "task.done",
    payload: { node, visit, outcome },
  });
  const stood = run.row.run.node;
  if (stood === node) {
    move(
      life,
      run,
      { kind: "task-done", node: stood, visit, outcome },
      isTold(eventId, "task.done", { node, visit, outcome }),
    );
  }
}
