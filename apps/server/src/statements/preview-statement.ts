import type { PreviewedStatement, StatementPreview } from "@fairflow/contract";
import {
  closingBefore,
  knownStatements,
  type Database,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import {
  amountInWords,
  type Statement,
  type StatementLine,
  type StatementReading,
} from "@fairflow/statements";
import { refusalOf } from "./keep-file.ts";
import { matchStored, type Matched } from "./match-lines-stored.ts";

const SHOWN_LINES = 100;
const SHOWN_PROBLEMS = 1_000;

/** What would become of a file that was read, if it were booked now. */
export async function previewStatement(
  { database, keys }: { readonly database: Database; readonly keys: () => Keyring },
  reading: StatementReading,
): Promise<StatementPreview> {
  const problems = reading.badLines
    .slice(0, SHOWN_PROBLEMS)
    .map(({ place, reason }) => ({ line: place.line, reason }));
  if (reading.kind === "refused") {
    return { refusal: refusalOf(reading), problems, statements: [], lines: [] };
  }
  const { statements } = reading;
  const known = await knownStatements(database, {
    statements: statements.map(({ id }) => id),
    lines: statements.flatMap(({ lines }) => lines.map(({ id }) => id)),
  });
  const previewed: PreviewedStatement[] = [];
  const shown: StatementPreview["lines"] = [];
  for (const statement of statements) {
    const fresh = statement.lines.filter(({ id }) => !known.lines.has(id));
    const { currency, kind } = statement;
    const isRemittance = kind === "remittance";
    const matched = await matchStored(
      database,
      keys(),
      fresh.map((line) => ({ line, currency, isRemittance })),
    );
    const matchOf = new Map(fresh.map((line, index) => [line.id, matched[index]]));
    const isKnown = known.statements.has(statement.id);
    previewed.push(await glance(database, { statement, isKnown, fresh, matched }));
    for (const line of statement.lines.slice(0, SHOWN_LINES - shown.length)) {
      shown.push(shownLine(line, { currency, match: matchOf.get(line.id), isRemittance }));
    }
  }
  return { refusal: null, problems, statements: previewed, lines: shown };
}

async function glance(
  tx: Transaction,
  of: {
    readonly statement: Statement;
    readonly isKnown: boolean;
    readonly fresh: readonly StatementLine[];
    readonly matched: readonly Matched[];
  },
): Promise<PreviewedStatement> {
  const { statement, isKnown, fresh, matched } = of;
  const { kind, account, number, currency, opening, closing, lines } = statement;
  const money = (minor: number) => ({ minor, currency });
  const sure = fresh.filter((_, index) => matched[index]?.match.kind === "automatic");
  const fees = fresh.filter((line) => line.kind === "fee").length;
  const before =
    kind === "remittance"
      ? undefined
      : await lastClosing(tx, { account, currency, lines, opening });
  return {
    kind,
    account,
    isNewAccount: kind === "bank" && before === undefined,
    isKnown,
    number: number ?? null,
    opening: money(opening.amount),
    closing: money(closing.amount),
    closingOn: closing.date ?? null,
    lines: lines.length,
    knownLines: lines.length - fresh.length,
    automatic: sure.length,
    automaticSum: money(sure.reduce((sum, { amount }) => sum + amount, 0)),
    desk: fresh.length - sure.length - fees,
    gap: isKnown || before === undefined ? null : gapOf(before, opening.amount, currency),
  };
}

async function lastClosing(
  tx: Transaction,
  {
    account,
    currency,
    lines,
    opening,
  }: Pick<Statement, "account" | "currency" | "lines" | "opening">,
) {
  const days = lines.map(({ bookingDate }) => bookingDate).toSorted();
  const day = opening.date ?? days[0];
  return day === undefined ? undefined : closingBefore(tx, { number: account, currency, day });
}

function gapOf(
  before: { readonly closing: number; readonly closingOn: string | null },
  opening: number,
  currency: string,
): string | null {
  if (before.closing === opening) return null;
  return (
    `The last statement of this account ended with ${amountInWords(before.closing, currency)} on ${before.closingOn}, ` +
    `this one begins with ${amountInWords(opening, currency)}. A statement between them may be missing, or overlap.`
  );
}

function shownLine(
  line: StatementLine,
  of: {
    readonly currency: string;
    readonly match: Matched | undefined;
    readonly isRemittance: boolean;
  },
): StatementPreview["lines"][number] {
  const { place, bookingDate, valueDate, amount, texts, payer, kind } = line;
  const shown = {
    line: place.line,
    bookingDate,
    valueDate,
    amount: { minor: amount, currency: of.currency },
    text: texts.join(" / "),
    payer: payer.name ?? "",
    isKnown: of.match === undefined,
  };
  if (of.match === undefined) return { ...shown, would: "known" };
  if (of.isRemittance) return { ...shown, would: "waits" };
  if (kind === "fee") return { ...shown, would: "aside" };
  return { ...shown, would: of.match.match.kind === "automatic" ? "booked" : "desk" };
}
