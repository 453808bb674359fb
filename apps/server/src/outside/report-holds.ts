import { ReportedHold, type HoldResult, type RowProblem } from "@fairflow/contract";
import {
  findSubjects,
  isPlaceholderNumber,
  owedByIdNumber,
  readClock,
  type FoundSubject,
  type OutsideReference,
} from "@fairflow/db";
import { holdStates } from "@fairflow/engine";
import type { OutsideDeps } from "./outside-deps.ts";
import { placeAudited, type HoldToPlace } from "./place-hold.ts";
import type { Reporter } from "./reporter.ts";
import { rowProblems } from "./row-problems.ts";

const DAY_MS = 86_400_000;

/**
 * Places the holds of a report. Each row stands for itself: it takes effect at once on all that it matches, and what
 * matches nobody is told by its row.
 *
 * @param rows as they were sent
 */
export async function takeHolds(
  deps: OutsideDeps,
  rows: readonly unknown[],
  reporter: Reporter,
): Promise<readonly HoldResult[]> {
  const { now } = await readClock(deps.database);
  const states = new Set(holdStates().map(({ state }) => state));
  const parsed = rows.map((row) => parseRow(row, { now, states }));
  const good = parsed.flatMap((row) => (row.kind === "good" ? [row.hold] : []));
  const targets = (await targetsOf(deps, good)).values();
  const results: HoldResult[] = [];
  for (const [index, row] of parsed.entries()) {
    if (row.kind === "bad") {
      results.push({ row: index + 1, result: "refused", holds: [], problems: [...row.problems] });
      continue;
    }
    const found = targets.next().value ?? { kind: "unmatched" as const };
    results.push(await placeRow(deps, { index, hold: row.hold, found }, reporter));
  }
  return results;
}

type Target = { readonly debtorId: string; readonly accountId: string | null };
type Found =
  | { readonly kind: "matched"; readonly targets: readonly Target[] }
  | { readonly kind: "unmatched" }
  | { readonly kind: "ambiguous" }
  /** So many have the identity number that it may be nobody's. */
  | { readonly kind: "too-many" };

/** One person may be in several files, but hardly in more. */
const MOST_UNCONFIRMED = 5;

async function placeRow(
  { database, keys, facts }: OutsideDeps,
  {
    index,
    hold,
    found,
  }: { readonly index: number; readonly hold: ReportedHold; readonly found: Found },
  { actor, author }: Reporter,
): Promise<HoldResult> {
  const row = index + 1;
  const field = fieldOf(hold);
  if (found.kind === "unmatched") {
    const problem = "Nobody is known by this";
    return { row, result: "unmatched", holds: [], problems: [{ field, problem }] };
  }
  if (found.kind === "ambiguous") {
    const problem = "Several clients or portfolios use this number: name them";
    return { row, result: "unmatched", holds: [], problems: [{ field, problem }] };
  }
  if (found.kind === "too-many") {
    const problem = `More than ${MOST_UNCONFIRMED} debtors have this number: confirm that all are meant`;
    return { row, result: "refused", holds: [], problems: [{ field: "confirm", problem }] };
  }
  const placed = await database.transaction(async (tx) => {
    const all = [];
    // In the order of ids, which is everyone's order of locks.
    for (const target of found.targets.toSorted((a, b) => (a.debtorId < b.debtorId ? -1 : 1))) {
      const toPlace = holdOf(hold, target, author);
      all.push(await placeAudited({ facts, keyring: keys() }, tx, toPlace, actor));
    }
    return all;
  });
  return {
    row,
    result: placed.some(({ isNew }) => isNew) ? "placed" : "in-force",
    holds: placed.map(({ holdId }) => holdId),
    problems: [],
  };
}

function holdOf(hold: ReportedHold, target: Target, author: string): HoldToPlace {
  const { state, since, until, document, documentDate, nextEvent, nextEventBy, note } = hold;
  const evidence = {
    ...(document === undefined ? {} : { document }),
    ...(documentDate === undefined ? {} : { documentDate }),
  };
  return {
    debtorId: target.debtorId,
    accountId: target.accountId ?? undefined,
    state,
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
    author,
    evidence: Object.keys(evidence).length === 0 ? undefined : evidence,
    nextEvent:
      nextEvent === undefined || nextEventBy === undefined
        ? undefined
        : { event: nextEvent, by: endOfDay(nextEventBy) },
    note,
  };
}

/** The day is over everywhere but in the Americas; an hour more or less does not matter to a reminder. */
function endOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS);
}

type Parsed =
  | { readonly kind: "good"; readonly hold: ReportedHold }
  | { readonly kind: "bad"; readonly problems: readonly RowProblem[] };

function parseRow(
  row: unknown,
  { now, states }: { readonly now: Date; readonly states: ReadonlySet<string> },
): Parsed {
  const parsed = ReportedHold.safeParse(row);
  if (!parsed.success) return { kind: "bad", problems: rowProblems(parsed.error) };
  const { state, since, until, idNumber } = parsed.data;
  const problems: RowProblem[] = [];
  if (idNumber !== undefined && isPlaceholderNumber(idNumber)) {
    problems.push({ field: "idNumber", problem: "This stands for no number" });
  }
  if (!states.has(state)) {
    problems.push({
      field: "state",
      problem: "No rule pack knows this hold, or it follows by itself",
    });
  }
  const from = since === undefined ? now : new Date(since);
  if (from.getTime() > now.getTime() + DAY_MS) {
    problems.push({ field: "since", problem: "This is in the future" });
  }
  if (until !== undefined && new Date(until).getTime() <= Math.max(from.getTime(), now.getTime())) {
    problems.push({ field: "until", problem: "This is over before it begins" });
  }
  return problems.length === 0 ? { kind: "good", hold: parsed.data } : { kind: "bad", problems };
}

async function targetsOf(
  { database, keys }: OutsideDeps,
  holds: readonly ReportedHold[],
): Promise<readonly Found[]> {
  const [subjects, people] = await Promise.all([
    findSubjects(
      database,
      keys(),
      holds.flatMap((hold) => referenceOf(hold) ?? []),
    ),
    owedByIdNumber(
      database,
      keys(),
      holds.flatMap(({ idNumber }) => idNumber ?? []),
    ),
  ]);
  const [nextSubject, nextPerson] = [subjects.values(), people.values()];
  return holds.map((hold): Found => {
    if (hold.idNumber !== undefined) {
      const targets = nextPerson.next().value ?? [];
      const files = new Set(targets.map(({ debtorId }) => debtorId)).size;
      if (files > MOST_UNCONFIRMED && !hold.confirm) return { kind: "too-many" };
      return targets.length === 0 ? { kind: "unmatched" } : { kind: "matched", targets };
    }
    return foundOf(nextSubject.next().value);
  });
}

function foundOf(subject: FoundSubject | undefined): Found {
  if (subject === undefined || subject.kind === "unknown") return { kind: "unmatched" };
  if (subject.kind === "ambiguous") return { kind: "ambiguous" };
  return {
    kind: "matched",
    targets: [{ debtorId: subject.debtorId, accountId: subject.accountId }],
  };
}

function referenceOf({
  account,
  debtor,
  client,
  portfolio,
}: ReportedHold): OutsideReference | undefined {
  if (account !== undefined) return { kind: "account", reference: account, client, portfolio };
  return debtor === undefined ? undefined : { kind: "debtor", reference: debtor, client };
}

function fieldOf({ account, debtor }: ReportedHold): string {
  if (account !== undefined) return "account";
  return debtor === undefined ? "idNumber" : "debtor";
}
