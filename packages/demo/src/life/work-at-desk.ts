import { addBusinessDays, instantAt } from "@fairflow/calendar";
import { readClock, type Transaction } from "@fairflow/db";
import { completeTaskIn, liftHold, resolveDispute } from "@fairflow/engine";
import { between, oneOf, randomOf, weighted } from "../random.ts";
import { localDay, type Acting } from "./acting.ts";

/** The demo's own specialists, who do what no visitor does. */
const AUTHOR = "demo";
/** What else is not done in time, a visitor may do. */
const DONE_SHARE = 0.85;

export interface OpenTask {
  readonly id: string;
  readonly kind: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly outcomes: readonly { readonly id: string }[];
}

export async function readOpenTasks({ sql }: Transaction): Promise<readonly OpenTask[]> {
  return sql<OpenTask[]>`
    select id, kind, debtor_id as "debtorId", account_id as "accountId", outcomes
    from task where status = 'open' and debtor_id is not null`;
}

/** A specialist takes a task up on one of the next working days, in office hours. */
export function takeUp(acting: Acting, task: OpenTask, now: Date): void {
  const { place, seed } = acting.demo;
  const random = randomOf(seed, "desk", task.id);
  if (random() > DONE_SHARE) return;
  const isDispute = task.outcomes.some(({ id }) => id === "partly-accepted");
  const days = isDispute ? between(random, 2, 5) : between(random, 1, 2);
  const day = addBusinessDays(place.calendar, localDay(acting, now), days);
  const atMs = instantAt(place.zone, day, between(random, 9 * 60, 16 * 60)).getTime();
  acting.agenda.add(atMs, 0, {
    of: task.id,
    act: () => {
      if (isDispute) return decide(acting, task);
      return task.kind === "claims_paid" ? search(acting, task) : report(acting, task);
    },
  });
}

async function decide({ facts, demo }: Acting, { id, accountId }: OpenTask): Promise<void> {
  const decision = weighted(randomOf(demo.seed, "decision", id), [
    ["rejected", 50],
    ["accepted", 35],
    ["partly-accepted", 15],
  ] as const);
  const [dispute] = await facts.database.sql<{ id: string }[]>`
    select id from dispute where account_id = ${accountId} and status = 'open'`;
  if (dispute === undefined) return;
  await resolveDispute(facts, { disputeId: dispute.id, decision, author: AUTHOR, evidence: "all" });
}

/** The payment that the debtor spoke of is not found, so the hold ends; one that is found ends it by itself. */
async function search(acting: Acting, task: OpenTask): Promise<void> {
  const { debtorId, accountId } = task;
  if (accountId === null) return;
  await complete(acting, task, "not-found");
  await liftHold(acting.facts, {
    debtorId,
    accountId,
    state: "claims_paid",
    reason: "not found",
    author: AUTHOR,
  });
}

async function report(acting: Acting, task: OpenTask): Promise<void> {
  const { id } = oneOf(randomOf(acting.demo.seed, "outcome", task.id), task.outcomes);
  await complete(acting, task, id);
}

async function complete({ facts }: Acting, { id }: OpenTask, outcome: string): Promise<void> {
  await facts.database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    await completeTaskIn(facts, tx, { id, outcome, author: AUTHOR }, now);
  });
}
