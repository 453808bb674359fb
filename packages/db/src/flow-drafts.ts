import type { Transaction } from "./connect.ts";
import { newId } from "./ids.ts";

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
  /** What changed, as data and as a sentence, of the draft as it was. */
  readonly describe: (before: unknown) => { readonly edits: unknown; readonly summary: string };
}

export type SavedDraft =
  | { readonly kind: "saved"; readonly revision: number; readonly at: Date }
  /** The draft has moved on; it stands as `current`. */
  | { readonly kind: "stale"; readonly current: StoredDraft }
  | { readonly kind: "missing" };

/** @returns the flow's id. A flow of that name (case apart) is refused by `flow_name`, SQLSTATE 23505. */
export async function createFlow(
  tx: Transaction,
  flow: { readonly name: string; readonly document: unknown; readonly author: string },
  now: Date,
): Promise<string> {
  const id = newId();
  await tx.sql`
    insert into flow (id, name, created_by, created_at) values (${id}, ${flow.name}, ${flow.author}, ${now})`;
  await tx.sql`
    insert into draft (flow_id, document, revision, updated_by, updated_at)
    values (${id}, ${JSON.stringify(flow.document)}::jsonb, 1, ${flow.author}, ${now})`;
  return id;
}

export async function readDraft(tx: Transaction, flowId: string): Promise<StoredDraft | undefined> {
  const [draft] = await tx.sql<StoredDraft[]>`
    select flow_id as "flowId", document, revision, updated_by as "updatedBy", updated_at as "updatedAt"
    from draft join flow on flow.id = flow_id where flow_id = ${flowId} and archived_at is null`;
  return draft;
}

/** The draft under its lock: whoever saves or publishes it meanwhile waits. */
export async function lockDraft(tx: Transaction, flowId: string): Promise<StoredDraft | undefined> {
  await tx.sql`select from draft where flow_id = ${flowId} for update`;
  return readDraft(tx, flowId);
}

/** Saves over the revision that the save was made from; over another one it changes nothing. */
export async function saveDraft(tx: Transaction, save: DraftSave, now: Date): Promise<SavedDraft> {
  const current = await lockDraft(tx, save.flowId);
  if (current === undefined) return { kind: "missing" };
  if (current.revision !== save.basedOn) return { kind: "stale", current };
  const revision = current.revision + 1;
  const { edits, summary } = save.describe(current.document);
  await tx.sql`
    update draft set document = ${JSON.stringify(save.document)}::jsonb, revision = ${revision},
      updated_by = ${save.author}, updated_at = ${now}
    where flow_id = ${save.flowId}`;
  await tx.sql`update flow set name = ${save.name} where id = ${save.flowId} and name <> ${save.name}`;
  await tx.sql`
    insert into draft_change (flow_id, revision, author, at, edits, summary)
    values (${save.flowId}, ${revision}, ${save.author}, ${now}, ${JSON.stringify(edits)}::jsonb, ${summary})`;
  return { kind: "saved", revision, at: now };
}
