import type { Transaction } from "./connect.ts";
import { newId } from "./ids.ts";
import { openSubmission, settleSubmission } from "./submissions.ts";

/** What changed in a draft, as data and as a sentence. */
export interface DescribedChange {
  readonly edits: unknown;
  readonly summary: string;
  /** Whether accounts would fare otherwise; moved boxes and notes change nothing. */
  readonly changesRuns: boolean;
}

/** The copy of a flow that is being edited. */
export interface StoredDraft {
  readonly flowId: string;
  readonly document: unknown;
  readonly revision: number;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

export interface DraftSave {
  readonly flowId: string;
  readonly name: string;
  readonly document: unknown;
  /** The revision that it was made from. */
  readonly basedOn: number;
  readonly author: string;
  /** What changed, of the draft as it was. */
  readonly describe: (before: unknown) => DescribedChange;
}

export type SavedDraft =
  | {
      readonly kind: "saved";
      readonly revision: number;
      readonly at: Date;
      /** The submission that this edit took back, with any approval. */
      readonly withdrawn: string | undefined;
    }
  /** The draft has moved on; it stands as `current`. */
  | { readonly kind: "stale"; readonly current: StoredDraft }
  | { readonly kind: "missing" };

/** @returns the flow's id. A flow of that name (case apart) is refused by `flow_name`, SQLSTATE 23505. */
export async function createFlow(
  tx: Transaction,
  flow: {
    readonly name: string;
    readonly document: unknown;
    readonly author: string;
    /** What it begins with, where that is more than nothing. */
    readonly change?: DescribedChange | undefined;
  },
  now: Date,
): Promise<string> {
  const id = newId();
  await tx.sql`
    insert into flow (id, name, created_by, created_at) values (${id}, ${flow.name}, ${flow.author}, ${now})`;
  await tx.sql`
    insert into draft (flow_id, document, revision, updated_by, updated_at)
    values (${id}, ${JSON.stringify(flow.document)}::jsonb, 1, ${flow.author}, ${now})`;
  if (flow.change !== undefined) {
    const saved = { flowId: id, revision: 1, author: flow.author };
    await recordChange(tx, { ...saved, change: flow.change }, now);
  }
  return id;
}

export async function readDraft(tx: Transaction, flowId: string): Promise<StoredDraft | undefined> {
  const [draft] = await tx.sql<StoredDraft[]>`
    select flow_id as "flowId", document, revision, updated_by as "updatedBy", updated_at as "updatedAt"
    from draft join flow on flow.id = flow_id where flow_id = ${flowId} and archived_at is null`;
  return draft;
}

/** Which revision of a draft stands, without the document. */
export async function draftHead(
  tx: Transaction,
  flowId: string,
): Promise<Pick<StoredDraft, "revision" | "updatedBy"> | undefined> {
  const [head] = await tx.sql<Pick<StoredDraft, "revision" | "updatedBy">[]>`
    select revision, updated_by as "updatedBy" from draft where flow_id = ${flowId}`;
  return head;
}

/** The draft under its lock: whoever saves or publishes it meanwhile waits. */
export async function lockDraft(tx: Transaction, flowId: string): Promise<StoredDraft | undefined> {
  await tx.sql`select from draft where flow_id = ${flowId} for update`;
  return readDraft(tx, flowId);
}

/**
 * Saves over the revision that the save was made from; over another one it changes nothing. An edit of what runs takes back
 * a submission of the draft, approved or not.
 */
export async function saveDraft(tx: Transaction, save: DraftSave, now: Date): Promise<SavedDraft> {
  const current = await lockDraft(tx, save.flowId);
  if (current === undefined) return { kind: "missing" };
  if (current.revision !== save.basedOn) return { kind: "stale", current };
  const { flowId, author } = save;
  const revision = current.revision + 1;
  const change = save.describe(current.document);
  await tx.sql`
    update draft set document = ${JSON.stringify(save.document)}::jsonb, revision = ${revision},
      updated_by = ${author}, updated_at = ${now}
    where flow_id = ${flowId}`;
  await tx.sql`update flow set name = ${save.name} where id = ${flowId} and name <> ${save.name}`;
  await recordChange(tx, { flowId, revision, author, change }, now);
  const withdrawn = change.changesRuns
    ? await withdrawOpen(tx, { flowId, author }, now)
    : undefined;
  return { kind: "saved", revision, at: now, withdrawn };
}

async function recordChange(
  tx: Transaction,
  of: {
    readonly flowId: string;
    readonly revision: number;
    readonly author: string;
    readonly change: DescribedChange;
  },
  now: Date,
): Promise<void> {
  const { edits, summary } = of.change;
  await tx.sql`
    insert into draft_change (flow_id, revision, author, at, edits, summary)
    values (${of.flowId}, ${of.revision}, ${of.author}, ${now}, ${JSON.stringify(edits)}::jsonb, ${summary})`;
}

async function withdrawOpen(
  tx: Transaction,
  { flowId, author }: { readonly flowId: string; readonly author: string },
  now: Date,
): Promise<string | undefined> {
  const open = await openSubmission(tx, flowId);
  if (open === undefined) return undefined;
  const reason = "The draft was changed";
  await settleSubmission(tx, { id: open.id, status: "withdrawn", by: author, reason }, now);
  return open.id;
}

export interface StoredDraftChange {
  readonly revision: number;
  readonly author: string;
  readonly at: Date;
  readonly summary: string;
}

/** Who changed a draft, the latest first. */
export async function listDraftChanges(
  tx: Transaction,
  flowId: string,
  limit: number,
): Promise<readonly StoredDraftChange[]> {
  return tx.sql<StoredDraftChange[]>`
    select revision, author, at, summary from draft_change
    where flow_id = ${flowId} order by revision desc limit ${limit}`;
}
