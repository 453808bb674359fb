import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { amountInWords } from "./minor-units.ts";
import type { BadLine, Deposit, FilePlace, Statement, StatementLine } from "./statement.ts";

const SEPARATOR = "\u001F";
const ID_HEX_DIGITS = 32;

export type LineDraft = Omit<StatementLine, "id" | "deposit"> & {
  /** Where the line is one of several in a deposit: something that is this deposit's alone in the file. */
  readonly deposit: { readonly key: string; readonly amount: number } | undefined;
};

/** A statement as a reader found it, before anything is believed. */
export interface StatementDraft extends Omit<Statement, "id" | "lines"> {
  readonly lines: readonly LineDraft[];
  readonly badLines: readonly (BadLine & {
    /** Minor units, signed, where the line says so much. */
    readonly amount: number | undefined;
  })[];
  readonly place: FilePlace;
}

/** Why a statement does not add up, in a sentence that names the difference; `undefined` when it does. */
export function imbalance(draft: StatementDraft): string | undefined {
  const { opening, closing, currency, lines, badLines } = draft;
  const moved = [...lines, ...badLines].reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const expected = opening.amount + moved;
  if (!Number.isSafeInteger(expected)) return "The amounts are too large to be added up.";
  if (expected === closing.amount) return undefined;
  const inWords = (minor: number) => amountInWords(minor, currency);
  const unread = badLines.filter(({ amount }) => amount === undefined).length;
  const because = unread === 0 ? "" : ` ${unread} of its lines have no amount that can be read.`;
  return (
    `The statement does not add up: it opens with ${inWords(opening.amount)}, its lines come to ${inWords(moved)}, ` +
    `that makes ${inWords(expected)}, but it closes with ${inWords(closing.amount)}: ` +
    `a difference of ${inWords(closing.amount - expected)}.${because}`
  );
}

/**
 * Gives the statements of one file their ids and those of their lines. A line's id is made of what it says and how many
 * like it stand before it in the file, never of its place: a file that comes again, or one of other days that overlaps
 * with it, gives the same ids whatever the order of its lines. A statement that stands in the file twice counts once.
 */
export function withIds(drafts: readonly StatementDraft[]): readonly Statement[] {
  const seen = new Map<string, number>();
  const different = new Map(drafts.map((draft) => [digest(statementFacts(draft)), draft]));
  return [...different].map(([id, draft]) => {
    const { badLines: _, place: __, lines, ...statement } = draft;
    const numbered = lines.map((line) => {
      const facts = digest(lineFacts(draft, line));
      const count = (seen.get(facts) ?? 0) + 1;
      seen.set(facts, count);
      return { ...line, id: `${facts}-${count}` };
    });
    const parts = Map.groupBy(numbered, ({ deposit }) => deposit?.key);
    return {
      ...statement,
      id,
      lines: numbered.map((line) => ({ ...line, deposit: depositOf(line, parts) })),
    };
  });
}

function depositOf(
  { deposit }: LineDraft,
  parts: ReadonlyMap<string | undefined, readonly { readonly id: string }[]>,
): Deposit | undefined {
  if (deposit === undefined) return undefined;
  const ids = (parts.get(deposit.key) ?? []).map(({ id }) => id);
  return { id: digest(ids.toSorted()), amount: deposit.amount, parts: ids.length };
}

/** What MT940, CAMT.053 and CSV alike tell of a statement; how they divide its deposits differs. */
function statementFacts({ account, currency, opening, closing, lines, kind }: StatementDraft) {
  const entries = new Map<string, number>();
  for (const [index, { deposit, amount }] of lines.entries()) {
    entries.set(deposit?.key ?? `line ${index}`, deposit?.amount ?? amount);
  }
  const amounts = [...entries.values()].toSorted((a, b) => a - b);
  return [kind, account, currency, opening.amount, closing.amount, closing.date ?? "", ...amounts];
}

function lineFacts({ account, currency }: StatementDraft, line: LineDraft) {
  const { kind, bookingDate, valueDate, amount, bankReference, payer, texts, deposit } = line;
  return [
    account,
    currency,
    kind,
    bookingDate,
    valueDate,
    amount,
    bankReference ?? "",
    payer.account ?? "",
    payer.name ?? "",
    deposit?.amount ?? "",
    ...texts,
  ];
}

function digest(facts: readonly (string | number)[]): string {
  return bytesToHex(sha256(utf8ToBytes(facts.join(SEPARATOR)))).slice(0, ID_HEX_DIGITS);
}
