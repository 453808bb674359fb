import { recordAudit, type Transaction } from "@fairflow/db";
import { LOCK } from "../locks.ts";
import type { ServedVisit } from "../sending/planned-attempts.ts";
import { countSends, flowDays, reckonLimit, type FlowDay } from "./flow-sends.ts";
import { repeatedSends, type RepeatedSend, type ServedBy } from "./repeated-sends.ts";

/** Claims of all lanes and channels together may count so many messages that this one cannot see yet. */
const UNSEEN_AT_MOST = 5_000;

/** A message that its verdict lets leave, and the visits that it serves. */
export interface LeavingMessage {
  readonly id: string;
  readonly shard: number;
  readonly debtorId: string;
  /** Whether it was claimed and given back before: it is counted once. */
  readonly isAgain: boolean;
  readonly visits: readonly ServedVisit[];
}

/**
 * Holds flows that send more than their own past leads to expect, or repeat to one person, before anything more of them
 * leaves: it runs in the transaction of the claim, under the debtors' locks, and what it names stays planned.
 *
 * @returns the messages that may not leave
 */
export async function holdRunaways(
  tx: Transaction,
  of: {
    readonly lane: number;
    readonly channel: string;
    readonly now: Date;
    readonly messages: readonly LeavingMessage[];
  },
): Promise<ReadonlySet<string>> {
  const { now, messages } = of;
  const flowOf = await flowsOf(tx, messages);
  if (flowOf.size === 0) return new Set();
  const flowsIn = ({ visits }: LeavingMessage) =>
    new Set(visits.flatMap(({ version_id: id }) => flowOf.get(id) ?? []));
  const day = now.toISOString().slice(0, 10);
  const wanted = new Map<string, number>();
  for (const message of messages) {
    for (const flowId of message.isAgain ? [] : flowsIn(message)) {
      wanted.set(flowId, (wanted.get(flowId) ?? 0) + 1);
    }
  }
  const [repeats, days] = await Promise.all([
    repeatedSends(
      tx.sql,
      messages.flatMap((message) => servedBy(message, flowOf)),
      now,
    ),
    flowDays(tx.sql, [...wanted.keys()], day),
  ]);
  const held = new Set<string>();
  for (const [flowId, own] of Map.groupBy(repeats, (repeat) => repeat.flowId)) {
    held.add(flowId);
    await holdForRepeats(tx, { flowId, repeats: own, now });
  }
  for (const known of days.toSorted((one, other) => (one.flowId < other.flowId ? -1 : 1))) {
    const asked = wanted.get(known.flowId) ?? 0;
    if (held.has(known.flowId) || !(await isBeyond(tx, { known, asked, day }))) continue;
    held.add(known.flowId);
    await holdForForecast(tx, { flowId: known.flowId, asked, day, now });
  }
  const kept = messages.filter((message) => [...flowsIn(message)].some((id) => held.has(id)));
  for (const message of kept) {
    for (const flowId of message.isAgain ? [] : flowsIn(message)) {
      wanted.set(flowId, (wanted.get(flowId) ?? 0) - 1);
    }
  }
  await countSends(tx.sql, { ...of, day }, new Map([...wanted].filter(([, count]) => count > 0)));
  return new Set(kept.map(({ id }) => id));
}

async function flowsOf(
  { sql }: Transaction,
  messages: readonly LeavingMessage[],
): Promise<ReadonlyMap<string, string>> {
  const versionIds = [
    ...new Set(messages.flatMap(({ visits }) => visits.map((each) => each.version_id))),
  ];
  if (versionIds.length === 0) return new Map();
  const rows = await sql<{ id: string; flow_id: string }[]>`
    select id, flow_id from flow_version where id = any(${versionIds}::uuid[])`;
  return new Map(rows.map(({ id, flow_id: flowId }) => [id, flowId]));
}

function servedBy(
  { id, shard, debtorId, visits }: LeavingMessage,
  flowOf: ReadonlyMap<string, string>,
): readonly ServedBy[] {
  return visits.flatMap(
    ({ run_id: runId, node_id: nodeId, visit, version_id: version, account_id: accountId }) => {
      const flowId = flowOf.get(version);
      if (flowId === undefined) return [];
      return [{ attemptId: id, shard, debtorId, runId, nodeId, visit, flowId, accountId }];
    },
  );
}

/**
 * Far from its limit a flow asks nobody. Near it, its claims come one after another, so that together they cannot pass it;
 * the limit is then reckoned anew, since more may have entered.
 */
async function isBeyond(
  { sql }: Transaction,
  { known, asked, day }: { readonly known: FlowDay; readonly asked: number; readonly day: string },
): Promise<boolean> {
  const limit = known.limit ?? (await reckonLimit(sql, known.flowId, day));
  if (known.sent + asked + UNSEEN_AT_MOST <= limit) return false;
  await sql`select pg_advisory_xact_lock(${LOCK.flowSends}, hashtext(${known.flowId}))`;
  const [now] = await flowDays(sql, [known.flowId], day);
  if (now === undefined || now.sent + asked <= (now.limit ?? limit)) return false;
  return now.sent + asked > (await reckonLimit(sql, known.flowId, day));
}

async function holdForForecast(
  tx: Transaction,
  {
    flowId,
    asked,
    day,
    now,
  }: { readonly flowId: string; readonly asked: number; readonly day: string; readonly now: Date },
): Promise<void> {
  const [known] = await tx.sql<{ sent: number; messages: number; basis: unknown }[]>`
    select (select coalesce(sum(count), 0)::int from flow_sends
        where flow_sends.flow_id = flow_send_limit.flow_id and flow_sends.day = flow_send_limit.day) as sent,
      messages, basis
    from flow_send_limit where flow_id = ${flowId} and day = ${day}::date`;
  const evidence = {
    day,
    sent: known?.sent ?? 0,
    asked,
    limit: known?.messages ?? 0,
    basis: known?.basis,
  };
  await holdFlow(tx, { flowId, cause: "beyond_forecast", evidence, attemptIds: [], now });
}

/** Of so many people the evidence tells. */
const MOST_REPEATS = 50;

async function holdForRepeats(
  tx: Transaction,
  {
    flowId,
    repeats,
    now,
  }: { readonly flowId: string; readonly repeats: readonly RepeatedSend[]; readonly now: Date },
): Promise<void> {
  const told = repeats.slice(0, MOST_REPEATS);
  const evidence = {
    messages: repeats.length,
    repeats: told.map(({ attemptId, debtorId, nodeId, kind, earlier }) => ({
      attemptId,
      debtorId,
      nodeId,
      kind,
      earlier,
    })),
  };
  const attemptIds = repeats.map(({ attemptId }) => attemptId);
  await holdFlow(tx, { flowId, cause: "repeats", evidence, attemptIds, now });
}

async function holdFlow(
  tx: Transaction,
  hold: {
    readonly flowId: string;
    readonly cause: "beyond_forecast" | "repeats";
    readonly evidence: unknown;
    readonly attemptIds: readonly string[];
    readonly now: Date;
  },
): Promise<void> {
  const { flowId, cause, evidence, attemptIds, now } = hold;
  // Of two lanes that find it at once, one says so.
  const [made] = await tx.sql<{ id: string }[]>`
    insert into flow_hold (flow_id, cause, evidence, attempt_ids, held_at)
    values (${flowId}, ${cause}, ${JSON.stringify(evidence)}::jsonb, ${attemptIds}::uuid[], ${now})
    on conflict (flow_id) where released_at is null do nothing
    returning id`;
  if (made === undefined) return;
  await recordAudit(tx, [
    {
      actor: { kind: "system" },
      action: "flow.hold",
      subject: { kind: "flow", id: flowId },
      after: { hold: made.id, cause, evidence },
    },
  ]);
}
