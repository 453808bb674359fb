import type { Transaction } from "./connect.ts";
import { newId } from "./ids.ts";

/** What is said at one step of a flow. */
export interface StoredThread {
  readonly id: string;
  readonly nodeId: string;
  /** As the step was when it was begun. */
  readonly stepType: string;
  readonly stepName: string;
  readonly begunBy: string;
  readonly resolvedBy: string | null;
  readonly resolvedAt: Date | null;
}

export interface StoredComment {
  readonly id: string;
  readonly threadId: string;
  readonly author: string;
  readonly at: Date;
  /** Null once it was taken out. */
  readonly text: string | null;
  /** User ids. */
  readonly mentions: readonly string[];
  /** It mentions whoever asks, and they have not seen it. */
  readonly isNews: boolean;
}

export interface NewComment {
  readonly text: string;
  readonly author: string;
  /** User ids. */
  readonly mentions: readonly string[];
}

/** Every thread of a flow with its comments, both the oldest first. */
export async function commentsOf(
  { sql }: Transaction,
  flowId: string,
  readerId: string,
): Promise<{
  readonly threads: readonly StoredThread[];
  readonly comments: readonly StoredComment[];
}> {
  const [threads, comments] = await Promise.all([
    sql<StoredThread[]>`
      select ${threadColumns(sql)} from comment_thread where flow_id = ${flowId} order by begun_at, id`,
    sql<StoredComment[]>`
      select c.id, c.thread_id as "threadId", c.author, c.at, c.text,
        coalesce(array_agg(m.user_id order by m.user_id) filter (where m.user_id is not null), '{}') as mentions,
        coalesce(bool_or(m.user_id = ${readerId} and m.read_at is null), false) as "isNews"
      from comment_thread t join comment c on c.thread_id = t.id left join comment_mention m on m.comment_id = c.id
      where t.flow_id = ${flowId}
      group by c.id order by c.at, c.id`,
  ]);
  return { threads, comments };
}

/** Grows with each change to what is said about a flow. */
export async function commentsRevision({ sql }: Transaction, flowId: string): Promise<number> {
  const [row] = await sql<{ revision: number }[]>`
    select coalesce(sum(revision), 0)::int as revision from comment_thread where flow_id = ${flowId}`;
  return row?.revision ?? 0;
}

/** @returns the thread's id */
export async function beginThread(
  tx: Transaction,
  thread: Pick<StoredThread, "nodeId" | "stepType" | "stepName"> & { readonly flowId: string },
  comment: NewComment,
  now: Date,
): Promise<string> {
  const id = newId();
  await tx.sql`
    insert into comment_thread (id, flow_id, node_id, step_type, step_name, begun_by, begun_at)
    values (${id}, ${thread.flowId}, ${thread.nodeId}, ${thread.stepType}, ${thread.stepName}, ${comment.author}, ${now})`;
  await insertComment(tx, id, comment, now);
  return id;
}

/** A thread of the flow, which nobody else changes until the transaction ends; with how many comments stand in it. */
export async function lockThread(
  { sql }: Transaction,
  { flowId, threadId }: { readonly flowId: string; readonly threadId: string },
): Promise<(StoredThread & { readonly count: number }) | undefined> {
  const [thread] = await sql<StoredThread[]>`
    select ${threadColumns(sql)} from comment_thread where id = ${threadId} and flow_id = ${flowId} for update`;
  if (thread === undefined) return undefined;
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from comment where thread_id = ${threadId}`;
  return { ...thread, count: row?.count ?? 0 };
}

/** The caller holds the thread's lock. @returns the comment's id */
export async function answerThread(
  tx: Transaction,
  threadId: string,
  comment: NewComment,
  now: Date,
): Promise<string> {
  await touch(tx, threadId);
  return insertComment(tx, threadId, comment, now);
}

/** The caller holds the thread's lock. @param by who resolved it; undefined to open it again */
export async function settleThread(
  tx: Transaction,
  threadId: string,
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx.sql`
    update comment_thread
    set resolved_by = ${by ?? null}, resolved_at = ${by === undefined ? null : now}, revision = revision + 1
    where id = ${threadId}`;
}

/** Who wrote a comment, and whether it was taken out; undefined where the thread has no such one. */
export async function authorOfComment(
  { sql }: Transaction,
  { threadId, commentId }: { readonly threadId: string; readonly commentId: string },
): Promise<{ readonly author: string; readonly isOut: boolean } | undefined> {
  const [row] = await sql<{ author: string; isOut: boolean }[]>`
    select author, text is null as "isOut" from comment where id = ${commentId} and thread_id = ${threadId}`;
  return row;
}

/** The caller holds the thread's lock. That something was said there stays. */
export async function takeOutComment(
  tx: Transaction,
  { threadId, commentId }: { readonly threadId: string; readonly commentId: string },
): Promise<void> {
  await tx.sql`update comment set text = null where id = ${commentId} and thread_id = ${threadId}`;
  await tx.sql`delete from comment_mention where comment_id = ${commentId}`;
  await touch(tx, threadId);
}

/** Somebody has seen that a thread mentions them. */
export async function readMentions(
  { sql }: Transaction,
  reader: { readonly flowId: string; readonly threadId: string; readonly userId: string },
  now: Date,
): Promise<void> {
  await sql`
    update comment_mention m set read_at = ${now}
    from comment c join comment_thread t on t.id = c.thread_id
    where m.comment_id = c.id and m.user_id = ${reader.userId} and m.read_at is null
      and t.id = ${reader.threadId} and t.flow_id = ${reader.flowId}`;
}

export interface UnreadMention {
  readonly commentId: string;
  readonly threadId: string;
  readonly flowId: string;
  readonly flowName: string;
  readonly nodeId: string;
  readonly author: string;
  readonly at: Date;
  readonly text: string;
}

/** Comments that mention somebody who has not seen them yet, the newest first. */
export async function unreadMentions(
  { sql }: Transaction,
  userId: string,
  limit: number,
): Promise<readonly UnreadMention[]> {
  return sql<UnreadMention[]>`
    select c.id as "commentId", t.id as "threadId", t.flow_id as "flowId", f.name as "flowName", t.node_id as "nodeId",
      c.author, c.at, c.text
    from comment_mention m join comment c on c.id = m.comment_id
      join comment_thread t on t.id = c.thread_id join flow f on f.id = t.flow_id
    where m.user_id = ${userId} and m.read_at is null and f.archived_at is null
    order by c.at desc, c.id desc limit ${limit}`;
}

async function insertComment(
  { sql }: Transaction,
  threadId: string,
  { text, author, mentions }: NewComment,
  now: Date,
): Promise<string> {
  const id = newId();
  await sql`
    insert into comment (id, thread_id, author, at, text) values (${id}, ${threadId}, ${author}, ${now}, ${text})`;
  await sql`
    insert into comment_mention (comment_id, user_id)
    select ${id}, user_id from unnest(${[...mentions]}::text[]) as user_id`;
  return id;
}

async function touch({ sql }: Transaction, threadId: string): Promise<void> {
  await sql`update comment_thread set revision = revision + 1 where id = ${threadId}`;
}

function threadColumns(sql: Transaction["sql"]) {
  return sql`id, node_id as "nodeId", step_type as "stepType", step_name as "stepName", begun_by as "begunBy",
    resolved_by as "resolvedBy", resolved_at as "resolvedAt"`;
}
