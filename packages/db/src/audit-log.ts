import type { Transaction } from "./connect.ts";

export interface AuditFilter {
  readonly who?: string | undefined;
  readonly what?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly kind?: string | undefined;
  readonly object?: string | undefined;
  /** Entries older than this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface StoredAuditEntry {
  readonly id: number;
  readonly at: Date;
  readonly actorKind: "user" | "system" | "debtor" | "api";
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly ip: string | null;
  readonly sequence: number | null;
}

/** The newest first. Days are of UTC. */
export function listAudit(
  { sql }: Transaction,
  filter: AuditFilter,
): Promise<readonly StoredAuditEntry[]> {
  const { who, what, from, to, kind, object, before, limit } = filter;
  return sql<StoredAuditEntry[]>`
    select id, at, actor_kind as "actorKind", actor_id as "actorId", action, subject_kind as "subjectKind",
      subject_id as "subjectId", before, after, reason, host(ip) as ip, sequence
    from audit left join audit_link on audit_id = id
    where true
      ${who === undefined ? sql`` : sql`and (actor_id = ${who} or (actor_id is null and actor_kind = ${who}))`}
      ${what === undefined ? sql`` : sql`and starts_with(action, ${what})`}
      ${from === undefined ? sql`` : sql`and at >= ${from}::date at time zone 'UTC'`}
      ${to === undefined ? sql`` : sql`and at < (${to}::date + 1) at time zone 'UTC'`}
      ${kind === undefined ? sql`` : sql`and subject_kind = ${kind}`}
      ${object === undefined ? sql`` : sql`and subject_id = ${object}`}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}`;
}

/** What the trail can be narrowed by. By skips over an index where there is one, since the trail is long. */
export async function auditChoices({ sql }: Transaction): Promise<{
  readonly actors: readonly string[];
  readonly actions: readonly string[];
  readonly kinds: readonly string[];
}> {
  const [actors, kinds, actions] = await Promise.all([
    sql<{ value: string }[]>`
      with recursive each as (
        select min(actor_id) as value from audit
        union all
        select (select min(actor_id) from audit where actor_id > each.value) from each where each.value is not null
      ) select value from each where value is not null`,
    sql<{ value: string }[]>`
      with recursive each as (
        select min(subject_kind) as value from audit
        union all
        select (select min(subject_kind) from audit where subject_kind > each.value) from each where each.value is not null
      ) select value from each where value is not null`,
    // Of the newest: an action that has not been seen for long can still be written in.
    sql<{ value: string }[]>`
      select distinct action as value from (select action from audit order by id desc limit 20000) as newest order by 1`,
  ]);
  const valuesOf = (rows: readonly { readonly value: string }[]) => rows.map(({ value }) => value);
  return { actors: valuesOf(actors), actions: valuesOf(actions), kinds: valuesOf(kinds) };
}

export interface StoredChainState {
  readonly links: number;
  readonly sealedAt: Date | null;
  readonly waiting: number;
}

export async function auditChainState({ sql }: Transaction): Promise<StoredChainState> {
  const [row] = await sql<StoredChainState[]>`
    select coalesce(last.sequence, 0) as links, last.sealed_at as "sealedAt",
      (select count(*)::int from audit_unsealed) as waiting
    from (select 1) as one
    left join lateral (select sequence, sealed_at from audit_link order by sequence desc limit 1) as last on true`;
  return row ?? { links: 0, sealedAt: null, waiting: 0 };
}
