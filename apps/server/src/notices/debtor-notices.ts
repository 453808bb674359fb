import type { DebtorNotice, Endpoints, OutputOf } from "@fairflow/contract";
import { noticeRecordsOf, type Database, type StoredNotice } from "@fairflow/db";
import { packsOfDebtor } from "../compliance/packs-of-debtor.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { knownNotices, titleOf } from "./known-notices.ts";

/** What is on record of a debtor's notices, and which their packs know. */
export async function debtorNotices(
  database: Database,
  debtorId: string,
): Promise<OutputOf<Endpoints["debtorNotices"]>> {
  const [records, packs, whoIs] = await Promise.all([
    noticeRecordsOf(database, debtorId),
    packsOfDebtor(database, debtorId),
    authorNames(database),
  ]);
  const kinds = knownNotices(packs);
  const viewOf = ({
    noticeId,
    evidence,
    author,
    recordedAt,
    ...of
  }: StoredNotice): DebtorNotice => ({
    ...of,
    notice: noticeId,
    title: kinds.get(noticeId)?.title ?? titleOf(noticeId),
    proof: evidence["proof"] ?? null,
    recordedBy: whoIs(author),
    recordedAtMs: recordedAt.getTime(),
  });
  return { notices: records.map(viewOf), kinds: [...kinds.values()] };
}
