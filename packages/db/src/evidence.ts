import { createHash } from "node:crypto";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";
import type { EVIDENCE_KINDS } from "./schema/words.ts";

/** What the first bytes of a file say that it is. */
export type EvidenceType =
  | "application/pdf"
  | "image/jpeg"
  | "image/png"
  | "image/webp"
  | "image/heic";

export interface EvidenceInput {
  readonly debtorId: string;
  readonly accountId?: string | undefined;
  readonly disputeId?: string | undefined;
  readonly kind: (typeof EVIDENCE_KINDS)[number];
  readonly mediaType: EvidenceType;
  /** As its sender calls it. */
  readonly fileName: string;
  readonly content: Uint8Array;
  /** `debtor`, or a user's id. */
  readonly broughtBy: string;
}

export interface StoredEvidence {
  readonly id: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly disputeId: string | null;
  readonly kind: (typeof EVIDENCE_KINDS)[number];
  readonly mediaType: EvidenceType;
  readonly bytes: number;
  readonly broughtBy: string;
  readonly broughtAt: Date;
}

/** Files of one debtor within a day: nobody can fill the disk by a form. */
const MOST_A_DAY = 20;
const DAY_MS = 86_400_000;

/** Keeps a file, encrypted in its row. The same file of the same debtor is kept once. @returns undefined for one too many */
export async function keepEvidence(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  input: EvidenceInput,
  now: Date,
): Promise<string | undefined> {
  const { debtorId, content } = input;
  const sha256 = createHash("sha256").update(content).digest();
  const since = new Date(now.getTime() - DAY_MS);
  const [known] = await sql<{ id: string | null; count: number }[]>`
    select max(id::text) filter (
        where sha256 = ${sha256} and account_id is not distinct from ${input.accountId ?? null}::uuid
          and dispute_id is not distinct from ${input.disputeId ?? null}::uuid) as id,
      (count(*) filter (where brought_at > ${since}))::int as count
    from evidence where debtor_id = ${debtorId}`;
  if (known?.id != null) return known.id;
  if ((known?.count ?? 0) >= MOST_A_DAY) return undefined;
  const id = newId();
  const sealed = (column: string, plain: string | Uint8Array) =>
    keyring.encrypt({ table: "evidence", column, row: id }, plain);
  await sql`
    insert into evidence (id, debtor_id, account_id, dispute_id, kind, media_type, bytes, file_name, content, sha256,
      brought_by, brought_at)
    values (${id}, ${debtorId}, ${input.accountId ?? null}, ${input.disputeId ?? null}, ${input.kind},
      ${input.mediaType}, ${content.length}, ${sealed("file_name", input.fileName)}, ${sealed("content", content)},
      ${sha256}, ${input.broughtBy}, ${now})`;
  return id;
}

/** Of a debtor, the newest first; what stands in them is read one by one. */
export function evidenceOf(
  { sql }: Transaction,
  debtorId: string,
): Promise<readonly StoredEvidence[]> {
  return sql<StoredEvidence[]>`
    select id, debtor_id as "debtorId", account_id as "accountId", dispute_id as "disputeId", kind,
      media_type as "mediaType", bytes, brought_by as "broughtBy", brought_at as "broughtAt"
    from evidence where debtor_id = ${debtorId} and content is not null order by brought_at desc, id desc`;
}

/** A file with its content; undefined where there is none, or it was erased. */
export async function readEvidence(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decrypt" | "decryptText">,
  id: string,
): Promise<
  | (Pick<StoredEvidence, "debtorId" | "mediaType"> & {
      readonly fileName: string;
      readonly content: Uint8Array;
    })
  | undefined
> {
  const [row] = await sql<
    { debtorId: string; mediaType: EvidenceType; fileName: Uint8Array; content: Uint8Array }[]
  >`
    select debtor_id as "debtorId", media_type as "mediaType", file_name as "fileName", content
    from evidence where id = ${id} and content is not null`;
  if (row === undefined) return undefined;
  const { debtorId, mediaType, fileName, content } = row;
  return {
    debtorId,
    mediaType,
    fileName: keyring.decryptText({ table: "evidence", column: "file_name", row: id }, fileName),
    content: keyring.decrypt({ table: "evidence", column: "content", row: id }, content),
  };
}
