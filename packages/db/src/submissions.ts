import type { Transaction } from "./connect.ts";
import type { SUBMISSION_STATUSES } from "./schema/words.ts";

/** A draft that was put forward for publishing, as it was then. */
export interface StoredSubmission {
  readonly id: string;
  readonly flowId: string;
  readonly revision: number;
  readonly document: unknown;
  /** Template id to the version that it would send; null where none was written down. */
  readonly templateVersions: Readonly<Record<string, number>> | null;
  readonly note: string;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  /** Whoever changed the draft since the version before. */
  readonly authors: readonly string[];
  readonly fourEyes: boolean;
  readonly status: (typeof SUBMISSION_STATUSES)[number];
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
}

export interface SubmissionInput {
  readonly flowId: string;
  readonly revision: number;
  readonly document: unknown;
  readonly templateVersions: Readonly<Record<string, number>>;
  readonly note: string;
  readonly submittedBy: string;
  readonly authors: readonly string[];
  readonly fourEyes: boolean;
}

/** The caller holds the draft's lock. @returns its id */
export async function addSubmission(
  tx: Transaction,
  input: SubmissionInput,
  now: Date,
): Promise<string> {
  const [row] = await tx.sql<{ id: string }[]>`
    insert into submission (flow_id, revision, document, template_versions, note, submitted_by, submitted_at, authors,
      four_eyes)
    values (${input.flowId}, ${input.revision}, ${JSON.stringify(input.document)}::jsonb,
      ${JSON.stringify(input.templateVersions)}::jsonb, ${input.note}, ${input.submittedBy}, ${now},
      ${[...input.authors]}::text[], ${input.fourEyes})
    returning id`;
  if (row === undefined) throw new Error("The submission was not saved");
  return row.id;
}

/** The one that waits for somebody, or is approved and not published yet. */
export async function openSubmission(
  tx: Transaction,
  flowId: string,
): Promise<StoredSubmission | undefined> {
  const [row] = await tx.sql<StoredSubmission[]>`
    select ${columns(tx)} from submission where flow_id = ${flowId} and status in ('submitted', 'approved')`;
  return row;
}

/** The newest first. */
export async function listSubmissions(
  tx: Transaction,
  flowId: string,
  limit: number,
): Promise<readonly StoredSubmission[]> {
  return tx.sql<StoredSubmission[]>`
    select ${columns(tx)} from submission where flow_id = ${flowId}
    order by submitted_at desc, id desc limit ${limit}`;
}

/** Writes what became of a submission. Who may decide is the caller's to ask; `submission_four_eyes` asks again. */
export async function settleSubmission(
  tx: Transaction,
  settling: {
    readonly id: string;
    readonly status: "approved" | "changes_requested" | "withdrawn";
    readonly by: string;
    readonly reason: string | null;
  },
  now: Date,
): Promise<void> {
  await tx.sql`
    update submission set status = ${settling.status}, decided_by = ${settling.by}, decided_at = ${now},
      decision_reason = ${settling.reason}
    where id = ${settling.id}`;
}

/**
 * Who else than the submitter changed what a draft does since the version before it, or since it was made. Moved boxes and
 * notes are nobody's work.
 */
export async function draftAuthors(tx: Transaction, flowId: string): Promise<readonly string[]> {
  const rows = await tx.sql<{ author: string }[]>`
    select distinct author from draft_change
    where flow_id = ${flowId}
      and revision > coalesce((
        select max(s.revision) from flow_version v join submission s on s.id = v.submission_id
        where v.flow_id = ${flowId}), 0)
      -- A version from before submissions were written down.
      and at > coalesce((
        select max(published_at) from flow_version where flow_id = ${flowId} and submission_id is null), '-infinity')
      and (edits -> 'added' <> '[]' or edits -> 'removed' <> '[]' or edits -> 'changed' <> '[]'
        or edits -> 'connections' = 'true' or edits -> 'settings' = 'true')
    order by author`;
  return rows.map(({ author }) => author);
}

function columns({ sql }: Transaction) {
  return sql`id, flow_id as "flowId", revision, document, template_versions as "templateVersions", note,
    submitted_by as "submittedBy", submitted_at as "submittedAt", authors, four_eyes as "fourEyes", status,
    decided_by as "decidedBy", decided_at as "decidedAt", decision_reason as "decisionReason"`;
}
