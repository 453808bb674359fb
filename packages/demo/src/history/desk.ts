import { addBusinessDays } from "@fairflow/calendar";
import { between, idAt, weighted } from "../random.ts";
import { addressOf, debtOf, judge, verdictColumns } from "./judgement.ts";
import { event, isTold } from "./events.ts";
import { iso, SPECIALIST, type Life, type LivedRun } from "./life.ts";
import { makePromise } from "./make-promise.ts";
import type { TaskRow } from "./rows.ts";
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
  const judgement = judge(life, {
    channel: "call",
    purpose: "collection",
    accounts: [run.account],
  });
  const addressId = addressOf(life, "call");
  const isAllowed = judgement.verdict.kind === "allowed";
  if (addressId === null || !isAllowed) return;
  const outcome = weighted(life.random, callOutcomes(task));
  const reachedPerson = outcome !== "no-answer";
  const id = idAt(life.random, life.nowMs);
  const at = iso(life.nowMs);
  const { ids, world } = life;
  life.rows.attempts.push({
    shard: ids.shard,
    id,
    debtor_id: ids.debtorId,
    party_id: ids.partyId,
    address_id: addressId,
    account_ids: [run.account.id],
    channel: "call",
    purpose: "collection",
    direction: "outbound",
    template_id: null,
    language: life.person.language,
    priority: run.version.compiled.settings.priority,
    status: "accepted",
    planned_for: world.days.dateOf(world.days.dayAt(life.nowMs)),
    merges: false,
    not_before: at,
    ...verdictColumns(life, judgement),
    provider: "desk",
    provider_id: null,
    error_code: null,
    outcome: reachedPerson ? "conversation" : "no_answer",
    created_at: at,
    claimed_at: at,
    claimed_by: SPECIALIST,
    accepted_at: at,
    delivered_at: null,
    settled_at: at,
    said: null,
  });
  life.attempts.push({
    day: world.days.dayAt(life.nowMs),
    atMs: life.nowMs,
    channel: "call",
    reachedPerson,
    contact: {
      at: new Date(life.nowMs),
      channel: "call",
      outcome: reachedPerson ? "conversation" : "no_answer",
      direction: "outbound",
      purpose: "collection",
      debts: [debtOf(life, run.account)].map(({ debtId, accountId, creditorId }) =>
        creditorId === undefined ? { debtId, accountId } : { debtId, accountId, creditorId },
      ),
      addressId,
    },
  });
  finish(life, run, task, outcome);
  if (outcome === "promised" || outcome === "new-date") makePromise(life, run.account);
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
