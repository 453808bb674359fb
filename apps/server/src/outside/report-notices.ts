import { ReportedNotice, type NoticeResult, type RowProblem } from "@fairflow/contract";
import { findSubjects, type FoundSubject, type OutsideReference } from "@fairflow/db";
import { packsOfDebtor } from "../compliance/packs-of-debtor.ts";
import { knownNotices } from "../notices/known-notices.ts";
import { recordAuditedNotice } from "../notices/record-notice.ts";
import type { OutsideDeps } from "./outside-deps.ts";
import type { Reporter } from "./reporter.ts";
import { rowProblems } from "./row-problems.ts";

/**
 * Records the notices of a report. Each row stands for itself: what is wrong with one is told, the good ones are kept.
 *
 * @param rows as they were sent
 */
export async function takeNotices(
  deps: OutsideDeps,
  rows: readonly unknown[],
  reporter: Reporter,
): Promise<readonly NoticeResult[]> {
  const parsed = rows.map((row) => ReportedNotice.safeParse(row));
  const good = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const subjects = (await findSubjects(deps.database, deps.keys(), good.map(referenceOf))).values();
  const results: NoticeResult[] = [];
  for (const [index, { data, error }] of parsed.entries()) {
    const row = index + 1;
    if (data === undefined) {
      const problems = error === undefined ? [] : [...rowProblems(error)];
      results.push({ row, result: "refused", record: null, problems });
      continue;
    }
    const subject = subjects.next().value ?? { kind: "unknown" as const };
    results.push({ row, ...(await takeRow(deps, { notice: data, subject }, reporter)) });
  }
  return results;
}

type Taken = Omit<NoticeResult, "row">;

async function takeRow(
  { database, facts }: OutsideDeps,
  of: { readonly notice: ReportedNotice; readonly subject: FoundSubject },
  reporter: Reporter,
): Promise<Taken> {
  const { subject } = of;
  const { notice, channel, sentOn, deliveredOn, servedOn, proof, ...named } = of.notice;
  if (subject.kind !== "found") {
    const field = named.account === undefined ? "debtor" : "account";
    const problem =
      subject.kind === "unknown"
        ? "Nobody is known by this"
        : "Several clients or portfolios use this number: name them";
    return { ...refused({ field, problem }), result: "unmatched" };
  }
  const { debtorId, accountId } = subject;
  if (!knownNotices(await packsOfDebtor(database, debtorId)).has(notice)) {
    return refused({ field: "notice", problem: "No rule pack of this debtor knows this notice" });
  }
  const served = {
    debtorId,
    accountId: accountId ?? undefined,
    noticeId: notice,
    channel,
    sentOn,
    deliveredOn,
    servedOn,
    proof,
  };
  const recorded = await database.transaction((tx) =>
    recordAuditedNotice(facts, tx, served, reporter),
  );
  if (recorded.kind === "in-future") {
    const days = { servedOn, deliveredOn, sentOn };
    const latest = Object.entries(days)
      .filter(([, day]) => day !== undefined)
      .toSorted(([, one = ""], [, other = ""]) => other.localeCompare(one));
    return refused({ field: latest[0]?.[0] ?? "sentOn", problem: "This is in the future" });
  }
  return { result: recorded.kind, record: recorded.id, problems: [] };
}

function refused(problem: RowProblem): Taken {
  return { result: "refused", record: null, problems: [problem] };
}

function referenceOf({ account, debtor, client, portfolio }: ReportedNotice): OutsideReference {
  return account === undefined
    ? { kind: "debtor", reference: debtor ?? "", client }
    : { kind: "account", reference: account, client, portfolio };
}
