import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { ciphertext, digest, instant, oneOf, rowId } from "./columns.ts";
import { debtor } from "./debtor.ts";
import { dispute } from "./standing.ts";
import { EVIDENCE_KINDS } from "./words.ts";

/**
 * A file that a debtor or a person at the desk brought: it lies encrypted in its row, so that every process finds it, a
 * backup has it, and no web server can serve it by accident.
 */
export const evidence = pgTable(
  "evidence",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    accountId: uuid().references(() => account.id),
    disputeId: uuid().references(() => dispute.id),
    kind: text({ enum: EVIDENCE_KINDS }).notNull(),
    /** What the first bytes of the file say that it is, whatever its sender calls it. */
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    /** As its sender calls it; null once it was erased, with its content. */
    fileName: ciphertext(),
    content: ciphertext(),
    /** Of the content: the same file twice is one. */
    sha256: digest().notNull(),
    broughtBy: text().notNull(),
    broughtAt: instant().notNull(),
  },
  (t) => [
    oneOf("evidence_kind_known", t.kind, EVIDENCE_KINDS),
    oneOf("evidence_type_known", t.mediaType, [
      "application/pdf",
      "image/jpeg",
      "image/png",
      "image/webp",
      "image/heic",
    ]),
    check("evidence_size", sql`${t.bytes} between 1 and 10485760`),
    check("evidence_erased_whole", sql`(${t.content} is null) = (${t.fileName} is null)`),
    check("evidence_digest_length", sql`octet_length(${t.sha256}) = 32`),
    index("evidence_debtor").on(t.debtorId, t.broughtAt),
    index("evidence_account").on(t.accountId),
    index("evidence_dispute").on(t.disputeId),
  ],
);
