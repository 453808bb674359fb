import type { RulePack } from "@fairflow/compliance";
import { ReportedContact, type ContactResult, type RowProblem } from "@fairflow/contract";
import { readClock } from "@fairflow/db";
import {
  recordContacts,
  type RecordedContact,
  type ReportedContact as Report,
} from "@fairflow/engine";
import { ruleWordsBeside } from "../debtors/rule-words.ts";
import { houseRules } from "./house-rules.ts";
import { resolveContacts, type Resolved } from "./named-contacts.ts";
import type { OutsideDeps } from "./outside-deps.ts";
import { rowProblems } from "./row-problems.ts";

/** A reporter's clock may be so much ahead of ours. */
const CLOCKS_APART_MS = 5 * 60_000;
/** Older contacts count under no rule, and a report of them is a mistake in its dates. */
const OLDEST_MS = 3 * 365 * 86_400_000;

const SUBJECT_PROBLEMS = {
  "unknown-account": "There is no such account or debtor",
  "ambiguous-account": "Several clients or portfolios use this number: name them",
  "unreadable-address": "This is no address of its kind",
} as const;

/**
 * Takes contacts that were made elsewhere into the history. Each row stands for itself: what is wrong with one is told,
 * the good ones are kept.
 *
 * @param rows as they were sent
 * @param source the system that tells of them
 */
export async function takeContacts(
  deps: OutsideDeps,
  rows: readonly unknown[],
  { source, author }: { readonly source: string; readonly author: string },
): Promise<readonly ContactResult[]> {
  const { now } = await readClock(deps.database);
  const parsed = rows.map(parseRow);
  const good = parsed.flatMap((row) => (row.kind === "good" ? [row.contact] : []));
  const resolved = (await resolveContacts(deps.database, deps.keys(), good)).values();
  const judged = parsed.map((row) => {
    if (row.kind === "bad") return row;
    const found = resolved.next().value ?? { kind: "unknown-account" as const };
    const problems = [...timeProblems(row.contact, now), ...subjectProblems(row.contact, found)];
    if (problems.length > 0 || found.kind !== "found") return { kind: "bad" as const, problems };
    return { kind: "good" as const, report: reportOf(row.contact, found) };
  });
  const reports = judged.flatMap((row) => (row.kind === "good" ? [row.report] : []));
  const recorded = (await recordContacts(deps.facts, reports, { source, author })).values();
  const house = await houseRules(deps.facts, deps.database);
  return judged.map((row, index): ContactResult => {
    if (row.kind === "bad") return refused(index, row.problems);
    const taken = recorded.next().value ?? { kind: "unknown-account" as const };
    return resultOf(index, { report: row.report, recorded: taken, house });
  });
}

type Parsed =
  | { readonly kind: "good"; readonly contact: ReportedContact }
  | { readonly kind: "bad"; readonly problems: readonly RowProblem[] };

function parseRow(row: unknown): Parsed {
  const contact = ReportedContact.safeParse(row);
  if (contact.success) return { kind: "good", contact: contact.data };
  return { kind: "bad", problems: rowProblems(contact.error) };
}

function timeProblems({ at }: ReportedContact, now: Date): readonly RowProblem[] {
  const ms = new Date(at).getTime();
  if (ms > now.getTime() + CLOCKS_APART_MS) {
    return [{ field: "at", problem: "This is in the future" }];
  }
  if (ms < now.getTime() - OLDEST_MS) {
    return [{ field: "at", problem: "This is more than three years ago" }];
  }
  return [];
}

function subjectProblems(contact: ReportedContact, found: Resolved): readonly RowProblem[] {
  if (contact.reached === "wrong-number" && contact.address === undefined) {
    return [{ field: "address", problem: "Say which address is the wrong one" }];
  }
  if (found.kind === "found") return [];
  const subject = contact.account === undefined ? "debtor" : "account";
  const field = found.kind === "unreadable-address" ? "address" : subject;
  return [{ field, problem: SUBJECT_PROBLEMS[found.kind] }];
}

function reportOf(
  contact: ReportedContact,
  { subject, address }: Resolved & { readonly kind: "found" },
): Report {
  const { debtorId, accountId, clientId } = subject;
  return {
    outsideId: contact.id,
    debtorId,
    accountId,
    clientId,
    channel: contact.channel,
    purpose: contact.purpose,
    at: new Date(contact.at),
    direction: contact.direction,
    outcome: contact.outcome,
    reached: contact.reached ?? null,
    agent: contact.agent ?? null,
    address,
    reservation: contact.reservation ?? null,
  };
}

function resultOf(
  index: number,
  of: {
    readonly report: Report;
    readonly recorded: RecordedContact;
    readonly house: readonly RulePack[];
  },
): ContactResult {
  const { report, recorded, house } = of;
  switch (recorded.kind) {
    case "unknown-account":
      return refused(index, [{ field: "account", problem: SUBJECT_PROBLEMS["unknown-account"] }]);
    case "known":
      return { ...refused(index, []), result: "known" };
    case "recorded":
      return {
        row: index + 1,
        result: "recorded",
        verdict: recorded.verdict,
        // What the debtor does is never a breach.
        isBreach: report.direction === "outbound" && recorded.verdict !== "allowed",
        rules: recorded.rules.map(ruleWordsBeside(house)),
        problems: [],
      };
  }
}

function refused(index: number, problems: readonly RowProblem[]): ContactResult {
  return {
    row: index + 1,
    result: "refused",
    verdict: null,
    isBreach: false,
    rules: [],
    problems: [...problems],
  };
}
