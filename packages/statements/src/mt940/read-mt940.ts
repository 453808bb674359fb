import type { Balance, StatementReading } from "../statement.ts";
import type { LineDraft, StatementDraft } from "../statement-draft.ts";
import {
  accountNumber,
  oneLine,
  readingOf,
  Refusal,
  refuseOversized,
} from "../statement-reading.ts";
import { amountInWords, minorUnits } from "../minor-units.ts";
import { mt940Messages, type Mt940Field } from "./mt940-fields.ts";
import { readMt940Information } from "./mt940-information.ts";
import { readMt940Line, shortDate } from "./mt940-line.ts";

const BALANCE = /^([CD])(\d{6})([A-Z]{3})(\d{1,15})[,.]?(\d*)$/;
const NOBODY = { name: undefined, account: undefined };

/**
 * Reads bank statements of SWIFT's MT 940. Pages that carry a balance forward (60M, 62M) are put together.
 *
 * @param text the file, decoded; any line breaks, with or without SWIFT's envelope
 */
export function readMt940(text: string): StatementReading {
  return readingOf(() => {
    refuseOversized(text);
    const pages = mt940Messages(text).filter((fields) =>
      fields.some(({ tag }) => tag.startsWith("25")),
    );
    return joinPages(pages.map(readPage));
  });
}

interface Page {
  readonly draft: StatementDraft;
  readonly continues: boolean;
  readonly isContinued: boolean;
}

function joinPages(pages: readonly Page[]): readonly StatementDraft[] {
  const statements: StatementDraft[] = [];
  let open: Page | undefined;
  for (const page of pages) {
    const earlier = statements.at(-1);
    if (earlier === undefined || open === undefined || !page.continues || !isNext(open, page)) {
      statements.push(page.draft);
    } else {
      statements[statements.length - 1] = joined(earlier, page.draft);
    }
    open = page.isContinued ? page : undefined;
  }
  return statements;
}

function isNext({ draft: before }: Page, { draft: after }: Page): boolean {
  return (
    before.account === after.account &&
    before.currency === after.currency &&
    (before.number === after.number || before.number === undefined || after.number === undefined)
  );
}

/** @throws Refusal where a page does not carry on with the balance of the one before */
function joined(before: StatementDraft, after: StatementDraft): StatementDraft {
  if (before.closing.amount !== after.opening.amount) {
    const { currency } = before;
    const gap = after.opening.amount - before.closing.amount;
    throw new Refusal(
      `A page is missing: one ends with ${amountInWords(before.closing.amount, currency)} and the next begins with ` +
        `${amountInWords(after.opening.amount, currency)}, a difference of ${amountInWords(gap, currency)}.`,
      after.place,
    );
  }
  return {
    ...before,
    closing: after.closing,
    lines: [...before.lines, ...after.lines],
    badLines: [...before.badLines, ...after.badLines],
  };
}

/** @throws Refusal */
function readPage(fields: readonly Mt940Field[]): Page {
  const start = { line: fields[0]?.line ?? 1 };
  const one = (...tags: readonly string[]): Mt940Field => {
    const [found, second] = fields.filter(({ tag }) => tags.includes(tag));
    if (found === undefined) throw new Refusal(`The statement has no field ${tags[0]}.`, start);
    if (second !== undefined) {
      throw new Refusal(`The statement has field ${tags[0]} twice.`, { line: second.line });
    }
    return found;
  };
  const opening = one("60F", "60M");
  const closing = one("62F", "62M");
  const { balance, currency } = readBalance(opening);
  const closed = readBalance(closing);
  if (closed.currency !== currency) {
    throw new Refusal(
      `The statement opens in ${currency} and closes in ${closed.currency}.`,
      start,
    );
  }
  const number = fields.find(({ tag }) => tag === "28C" || tag === "28")?.lines[0];
  const draft = {
    kind: "bank" as const,
    account: accountNumber(one("25", "25P").lines[0]),
    number: oneLine(number?.split("/")[0] ?? "") || undefined,
    currency,
    opening: balance,
    closing: closed.balance,
    place: start,
  };
  return {
    draft: { ...draft, ...readLines(fields.slice(0, fields.indexOf(closing)), currency) },
    continues: opening.tag === "60M",
    isContinued: closing.tag === "62M",
  };
}

/** @throws Refusal */
function readBalance({ lines: [text], line, tag }: Mt940Field): {
  readonly balance: Balance;
  readonly currency: string;
} {
  const parts = BALANCE.exec(text.trim());
  if (parts === null) throw new Refusal(`The balance in field ${tag} cannot be read.`, { line });
  const [, mark, date = "", currency = "", whole = "", fraction = ""] = parts;
  const read = minorUnits(whole, fraction, currency);
  if ("fault" in read) throw new Refusal(`The balance in field ${tag} ${read.fault}.`, { line });
  const amount = mark === "D" && read.minor !== 0 ? -read.minor : read.minor;
  return { balance: { amount, date: shortDate(date) }, currency };
}

function readLines(
  fields: readonly Mt940Field[],
  currency: string,
): Pick<StatementDraft, "lines" | "badLines"> {
  const lines: LineDraft[] = [];
  const badLines: StatementDraft["badLines"][number][] = [];
  for (const [index, field] of fields.entries()) {
    if (field.tag !== "61") continue;
    const place = { line: field.line };
    const [first, ...supplementary] = field.lines;
    const read = readMt940Line(first, currency);
    if ("fault" in read) {
      badLines.push({ place, reason: `The entry ${read.fault}.`, amount: read.amount });
      continue;
    }
    const { ownReference, isReversal, ...line } = read;
    const next = fields[index + 1];
    const told = next?.tag === "86" ? readMt940Information(next.lines) : undefined;
    const texts = [...(told?.texts ?? []), ownReference ?? "", oneLine(supplementary.join(" "))];
    lines.push({
      ...line,
      kind: isReversal ? "reversal" : "entry",
      texts: [...new Set(texts)].filter((text) => text !== ""),
      payer: told?.payer ?? NOBODY,
      deposit: undefined,
      place,
    });
  }
  return { lines, badLines };
}
