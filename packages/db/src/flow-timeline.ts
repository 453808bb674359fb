import type { Channel, Direction, Purpose } from "@fairflow/compliance/vocabulary";
import type { Transaction } from "./connect.ts";
import type { Past } from "./debtor-timeline.ts";
import type { Keyring } from "./encryption.ts";
import type { ATTEMPT_STATUSES, VERDICTS } from "./schema/words.ts";

/** Where in which flow something happened. */
export interface FlowPlace {
  readonly flowId: string;
  readonly flowName: string;
  readonly version: number;
  readonly nodeId: string;
  /** The node as it stands in the version's document; null where that no longer has it. */
  readonly node: unknown;
}

/** One row for each time that a run moved. */
export interface StepHappening {
  readonly id: string;
  readonly at: Date;
  /** Equally long: the node, it as it stands in the version's document, and the exit, "" where the run stayed. */
  readonly nodes: readonly string[];
  readonly documents: readonly unknown[];
  readonly exits: readonly string[];
  /** The nodes among them that are disabled in the version: it passed them, and they did nothing. */
  readonly disabled: readonly string[];
  /** What was decided upon (I2): ids and numbers. */
  readonly inputs: unknown;
  /** Its reference; null where the flow runs per debtor. */
  readonly account: string | null;
  /** In which its amounts are; null where the flow runs per debtor. */
  readonly currency: string | null;
  /** The version that it was moved from, where that is what this was; its place is the one that it came to. */
  readonly movedFrom: number | null;
  readonly place: Omit<FlowPlace, "nodeId" | "node">;
}

export interface AttemptHappening {
  readonly id: string;
  readonly at: Date;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly purpose: Purpose;
  readonly status: (typeof ATTEMPT_STATUSES)[number];
  readonly until: Date | null;
  readonly reason: string | null;
  readonly rules: readonly string[];
  readonly errorCode: string | null;
  /** Who made it, or is about to, where that is not this installation: the name of a system, `desk` for a person here. */
  readonly source: string | null;
  /** It took place elsewhere, whatever the verdict says. */
  readonly isReported: boolean;
  readonly isAllowed: boolean;
  /** In the words of the rule packs; null where nobody said. */
  readonly outcome: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly place: FlowPlace | null;
}

/** A legal step that a flow or a person asked leave for, with the gate's answer. */
export interface LegalStepHappening {
  readonly id: string;
  readonly at: Date;
  /** In the words of the rule packs. */
  readonly step: string;
  readonly verdict: (typeof VERDICTS)[number];
  readonly until: Date | null;
  readonly reason: string | null;
  readonly rules: readonly string[];
  readonly place: FlowPlace;
}

/** Each step in the version in which the run took it: one that was moved since has taken the earlier ones in another. */
export function stepsOf(tx: Transaction, past: Past): Promise<readonly StepHappening[]> {
  const { sql } = tx;
  return steps(
    tx,
    sql`
      select s.*, r.flow_id, r.version_id, r.account_id
      from run r join step s on s.shard = r.shard and s.run_id = r.id
      where r.shard = shard_of(${past.debtorId}) and r.debtor_id = ${past.debtorId} and s.at <= ${past.before}
        and cardinality(s.nodes) > 0
      order by s.at desc, s.run_id desc, s.seq desc limit ${past.limit}`,
  );
}

/** One of them, with what was decided upon; undefined where the debtor has none such. */
export async function stepOf(
  tx: Transaction,
  of: { readonly debtorId: string; readonly runId: string; readonly seq: number },
): Promise<StepHappening | undefined> {
  const { debtorId, runId, seq } = of;
  const [step] = await steps(
    tx,
    tx.sql`
      select s.*, r.flow_id, r.version_id, r.account_id
      from run r join step s on s.shard = r.shard and s.run_id = r.id
      where r.shard = shard_of(${debtorId}) and r.debtor_id = ${debtorId} and r.id = ${runId} and s.seq = ${seq}`,
  );
  return step;
}

/** @param page which steps, already cut to what is shown: what is read of each costs more than finding it */
async function steps(
  { sql }: Transaction,
  page: ReturnType<Transaction["sql"]>,
): Promise<readonly StepHappening[]> {
  const rows = await sql<(Omit<StepHappening, "place"> & StepHappening["place"])[]>`
    with s as materialized (${page}), moves as materialized (
      -- Read once for all: few runs were ever moved, and those a few times.
      select later.run_id, later.seq, coalesce(later.inputs -> 'moved', later.inputs -> 'movedBack') as ends
      from step later
      where (later.shard, later.run_id) in (select distinct shard, run_id from s)
        and later.inputs ?| '{moved,movedBack}'
    )
    select s.run_id || '.' || s.seq as id, s.at, s.nodes, s.exits, f.id as "flowId", f.name as "flowName",
      v.number as version, was.number as "movedFrom", a.reference as account, a.currency,
      coalesce(s.inputs -> 'disabled', '[]') as disabled, s.inputs,
      (
        select jsonb_agg(coalesce(n.node, o.node) order by each.place)
        from unnest(s.nodes) with ordinality as each (id, place)
        left join jsonb_array_elements(v.document -> 'nodes') as n (node) on n.node ->> 'id' = each.id
        left join jsonb_array_elements(was.document -> 'nodes') as o (node) on o.node ->> 'id' = each.id
      ) as documents
    from s join flow f on f.id = s.flow_id
    cross join lateral (select coalesce(s.inputs -> 'moved', s.inputs -> 'movedBack') as ends) as move
    left join lateral (
      select ends from moves where moves.run_id = s.run_id and moves.seq > s.seq order by moves.seq limit 1
    ) as next on true
    join flow_version v on case when next.ends is null then v.id = s.version_id
      else v.flow_id = s.flow_id and v.number = (next.ends ->> 'from')::int end
    left join flow_version was on was.flow_id = s.flow_id and was.number = (move.ends ->> 'from')::int
    left join account a on a.id = s.account_id
    order by s.at desc, s.run_id desc, s.seq desc`;
  return rows.map(({ flowId, flowName, version, ...row }) => ({
    ...row,
    place: { flowId, flowName, version },
  }));
}

interface AttemptRow extends Omit<AttemptHappening, "subject" | "body" | "place"> {
  readonly subject: Uint8Array | null;
  readonly body: Uint8Array | null;
  readonly flowId: string | null;
  readonly flowName: string;
  readonly version: number;
  readonly nodeId: string;
  readonly node: unknown;
}

/** Attempts at the moment when they came to the state that they are in. */
export async function attemptsOf(
  { sql }: Transaction,
  keyring: Keyring,
  past: Past,
): Promise<readonly AttemptHappening[]> {
  const rows = await sql<AttemptRow[]>`
    select a.id, a.channel, a.direction, a.purpose, a.status, a.verdict_until as until, a.verdict_reason as reason,
      a.verdict_rules as rules, a.error_code as "errorCode", a.reported_at is not null as "isReported",
      a.verdict = 'allowed' as "isAllowed", a.outcome,
      case when a.reported_at is not null or a.provider like 'outside:%' then split_part(a.provider, ':', 2) end as source,
      a.subject, a.body, f.id as "flowId",
      f.name as "flowName", v.number as version, s.node_id as "nodeId",
      n.node, coalesce(a.accepted_at, a.settled_at, a.claimed_at, a.created_at) as at
    from (
      select * from attempt
      where shard = shard_of(${past.debtorId}) and debtor_id = ${past.debtorId}
        and coalesce(accepted_at, settled_at, claimed_at, created_at) <= ${past.before}
      order by coalesce(accepted_at, settled_at, claimed_at, created_at) desc, id desc limit ${past.limit}
    ) as a
    left join lateral (
      select node_id, version_id from attempt_run
      where shard = a.shard and attempt_id = a.id order by run_id limit 1
    ) s on true
    left join flow_version v on v.id = s.version_id
    left join flow f on f.id = v.flow_id
    left join lateral (
      select node from jsonb_array_elements(v.document -> 'nodes') as node
      where node ->> 'id' = s.node_id
    ) n on true
    order by at desc, a.id desc`;
  return rows.map(({ flowId, flowName, version, nodeId, node, ...row }) => {
    const textOf = (column: "subject" | "body", sealed: Uint8Array | null) =>
      sealed === null
        ? null
        : keyring.decryptText({ table: "attempt", column, row: row.id }, sealed);
    return {
      ...row,
      subject: textOf("subject", row.subject),
      body: textOf("body", row.body),
      place: flowId === null ? null : { flowId, flowName, version, nodeId, node },
    };
  });
}

/** What was asked of each legal step, every time. */
export async function legalStepsOf(
  { sql }: Transaction,
  past: Past,
): Promise<readonly LegalStepHappening[]> {
  const rows = await sql<(Omit<LegalStepHappening, "place"> & FlowPlace)[]>`
    select s.id, s.verdict_at as at, s.step, s.verdict, s.verdict_until as until, s.verdict_reason as reason,
      s.verdict_rules as rules, f.id as "flowId", f.name as "flowName", v.number as version, s.node_id as "nodeId",
      (
        select node from jsonb_array_elements(v.document -> 'nodes') as node
        where node ->> 'id' = s.node_id limit 1
      ) as node
    from legal_step s join flow_version v on v.id = s.version_id join flow f on f.id = v.flow_id
    where s.debtor_id = ${past.debtorId} and s.verdict_at <= ${past.before}
    order by s.verdict_at desc, s.id desc limit ${past.limit}`;
  return rows.map(({ flowId, flowName, version, nodeId, node, ...row }) => ({
    ...row,
    place: { flowId, flowName, version, nodeId, node },
  }));
}
