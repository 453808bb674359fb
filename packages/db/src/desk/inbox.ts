import type { Transaction } from "../connect.ts";
import { taskColumns, type StoredTask } from "../tasks.ts";

/** Where an inbox goes on: behind this task. */
export interface InboxRank {
  readonly priority: number;
  /** What the view is sorted by beside it: when it is due or is to be called back; null where it has no time. */
  readonly at: Date | null;
  readonly id: string;
}

/** Which open work is shown. `due` and `breaching` are those whose time is no later than `until`. */
export type InboxView =
  | { readonly kind: "all" }
  | { readonly kind: "mine"; readonly userId: string }
  | { readonly kind: "team"; readonly teams: readonly string[] }
  | { readonly kind: "until"; readonly until: Date }
  /** Call-backs that are promised for later than that. */
  | { readonly kind: "later"; readonly after: Date };

export interface InboxFilter {
  readonly view: InboxView;
  readonly kind?: string | undefined;
  readonly after?: InboxRank | undefined;
  readonly limit: number;
}

/**
 * A page of open work: the most urgent first, or where a time is asked for by that time. Each view is read in the order
 * of an index of its own, up to the page's end.
 */
export async function listInbox(
  { sql }: Transaction,
  { view, kind, after, limit }: InboxFilter,
): Promise<readonly StoredTask[]> {
  const ofKind = kind === undefined ? sql`true` : sql`kind = ${kind}`;
  const due = sql`coalesce(due_at, 'infinity')`;
  const from = after?.at?.toISOString() ?? "infinity";
  const byTime =
    after === undefined ? sql`true` : sql`(${due}, id) > (${from}::timestamptz, ${after.id}::uuid)`;
  const byUrgency =
    after === undefined
      ? sql`true`
      : sql`((-priority), ${due}, id) > (${-after.priority}::int, ${from}::timestamptz, ${after.id}::uuid)`;
  const open = sql`status = 'open' and call_back_at is null and ${ofKind}`;
  const urgent = sql`(-priority), ${due}, id`;
  switch (view.kind) {
    case "all":
      return sql<StoredTask[]>`
        select ${taskColumns(sql)} from task where ${open} and ${byUrgency} order by ${urgent} limit ${limit}`;
    case "mine":
      return sql<StoredTask[]>`
        select ${taskColumns(sql)} from task where ${open} and assignee = ${view.userId} and ${byUrgency}
        order by ${urgent} limit ${limit}`;
    case "team":
      return sql<StoredTask[]>`
        select ${taskColumns(sql)}
        from unnest(${[...view.teams]}::text[]) as mine (name)
        cross join lateral (
          select * from task where ${open} and team = mine.name and ${byUrgency} order by ${urgent} limit ${limit}
        ) as task
        order by ${urgent} limit ${limit}`;
    case "until":
      return sql<StoredTask[]>`
        select ${taskColumns(sql)} from task where ${open} and ${due} <= ${view.until} and ${byTime}
        order by ${due}, id limit ${limit}`;
    case "later": {
      const behind =
        after === undefined
          ? sql`true`
          : sql`(call_back_at, id) > (${from}::timestamptz, ${after.id}::uuid)`;
      return sql<StoredTask[]>`
        select ${taskColumns(sql)} from task
        where status = 'open' and call_back_at > ${view.after} and ${ofKind} and ${behind}
        order by call_back_at, id limit ${limit}`;
    }
  }
}

/** Call-backs whose minute has come by an instant, the longest promised first: they come before all other work. */
export function listCallBacks(
  { sql }: Transaction,
  { by, view, kind, limit }: Omit<InboxFilter, "after"> & { readonly by: Date },
): Promise<readonly StoredTask[]> {
  return sql<StoredTask[]>`
    select ${taskColumns(sql)} from task
    where status = 'open' and call_back_at <= ${by}
      and (${kind ?? null}::text is null or kind = ${kind ?? null})
      and (${view.kind !== "mine"} or assignee = ${view.kind === "mine" ? view.userId : ""})
      and (${view.kind !== "team"} or team = any(${view.kind === "team" ? [...view.teams] : []}::text[]))
    order by call_back_at, id limit ${limit}`;
}

/** How many a view has, up to `most`: nobody needs to know more of a queue, and no index is read to its end. */
export async function countInbox(
  { sql }: Transaction,
  { view, most }: { readonly view: InboxView; readonly most: number },
): Promise<number> {
  const waits = sql`call_back_at is null`;
  const inView = () => {
    switch (view.kind) {
      case "all":
        return waits;
      case "mine":
        return sql`${waits} and assignee = ${view.userId}`;
      case "team":
        return sql`${waits} and team = any(${[...view.teams]}::text[])`;
      case "until":
        return sql`${waits} and coalesce(due_at, 'infinity') <= ${view.until}`;
      case "later":
        return sql`call_back_at > ${view.after}`;
    }
  };
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int from (select from task where status = 'open' and ${inView()} limit ${most}) as found`;
  return row?.count ?? 0;
}
