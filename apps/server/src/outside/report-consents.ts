import { ReportedConsent, type ConsentResult, type RowProblem } from "@fairflow/contract";
import { readClock } from "@fairflow/db";
import { recordAuditedConsent } from "../consents/audited-consent.ts";
import { consentRules } from "../consents/consent-rules.ts";
import { resolveContacts, type Resolved } from "./named-contacts.ts";
import type { OutsideDeps } from "./outside-deps.ts";
import type { Reporter } from "./reporter.ts";
import { rowProblems } from "./row-problems.ts";

const CLOCKS_APART_MS = 5 * 60_000;

const SUBJECT_PROBLEMS = {
  "unknown-account": "Nobody is known by this",
  "ambiguous-account": "Several clients or portfolios use this number: name them",
  "unreadable-address": "This is no address of its kind",
} as const;

/**
 * Puts the consents of a report on record. Each row stands for itself: what is wrong with one is told, the good ones are
 * kept.
 *
 * @param rows as they were sent
 */
export async function takeConsents(
  deps: OutsideDeps,
  rows: readonly unknown[],
  reporter: Reporter,
): Promise<readonly ConsentResult[]> {
  const { now } = await readClock(deps.database);
  const parsed = rows.map((row) => ReportedConsent.safeParse(row));
  const good = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const found = (
    await resolveContacts(
      deps.database,
      deps.keys(),
      // Without an address the channel says nothing of where they live.
      good.map((consent) => ({ ...consent, channel: consent.channel ?? "letter" })),
    )
  ).values();
  const results: ConsentResult[] = [];
  for (const [index, { data, error }] of parsed.entries()) {
    const row = index + 1;
    if (data === undefined) {
      const problems = error === undefined ? [] : [...rowProblems(error)];
      results.push({ row, result: "refused", consent: null, problems });
      continue;
    }
    const resolved = found.next().value ?? { kind: "unknown-account" as const };
    results.push({ row, ...(await takeRow(deps, { consent: data, resolved, now }, reporter)) });
  }
  return results;
}

type Taken = Omit<ConsentResult, "row">;

async function takeRow(
  { database, facts }: OutsideDeps,
  of: { readonly consent: ReportedConsent; readonly resolved: Resolved; readonly now: Date },
  { actor, author }: Reporter,
): Promise<Taken> {
  const { consent, resolved, now } = of;
  const { channel, purpose, rule, how, evidence } = consent;
  if (resolved.kind === "unreadable-address") {
    return refused({ field: "address", problem: SUBJECT_PROBLEMS[resolved.kind] });
  }
  if (resolved.kind !== "found") {
    const field = consent.account === undefined ? "debtor" : "account";
    const problem = { field, problem: SUBJECT_PROBLEMS[resolved.kind] };
    return { ...refused(problem), result: "unmatched" };
  }
  const { address, isOfAnother, subject } = resolved;
  if (address !== null && (address.id === null || isOfAnother)) {
    return refused({ field: "address", problem: "The debtor's file does not have it as theirs" });
  }
  const givenAt = new Date(consent.at);
  if (givenAt.getTime() > now.getTime() + CLOCKS_APART_MS) {
    return refused({ field: "at", problem: "This is in the future" });
  }
  const { debtorId } = subject;
  if (rule !== undefined) {
    const rules = await consentRules(database, debtorId);
    if (!rules.some(({ id }) => id === rule)) {
      return refused({ field: "rule", problem: "No rule of this debtor's packs asks for it" });
    }
  }
  const added = await database.transaction((tx) =>
    recordAuditedConsent(
      facts,
      tx,
      {
        debtorId,
        channel: channel ?? null,
        addressId: address?.id ?? null,
        purpose: purpose ?? null,
        rule: rule ?? null,
        how,
        givenAt,
        evidence,
        author,
      },
      actor,
    ),
  );
  switch (added.kind) {
    case "added":
      return { result: "recorded", consent: added.id, problems: [] };
    case "known":
      return { result: "known", consent: added.id, problems: [] };
    case "withdrawn-since":
      return refused({ field: "at", problem: "The debtor took it back after this" });
  }
}

function refused(problem: RowProblem): Taken {
  return { result: "refused", consent: null, problems: [problem] };
}
