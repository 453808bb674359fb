import type { XmlElement } from "@rgrove/parse-xml";
import { amountInWords } from "../minor-units.ts";
import type { FilePlace } from "../statement.ts";
import type { LineDraft, StatementDraft } from "../statement-draft.ts";
import { oneLine } from "../statement-reading.ts";
import { amountAt, dateAt, directionOf } from "./camt-amount.ts";
import { partyOf, textsOf } from "./camt-parties.ts";
import { children, textAt } from "./xml-tree.ts";

type BadLineDraft = StatementDraft["badLines"][number];

export type CamtEntry =
  | { readonly kind: "lines"; readonly lines: readonly LineDraft[] }
  | { readonly kind: "bad"; readonly badLine: BadLineDraft }
  /** Told of, not booked. */
  | { readonly kind: "pending" };

/** Reads an `Ntry`: one line, or where it lists several payments one for each of them. */
export function readCamtEntry(
  entry: XmlElement,
  currency: string,
  placeOf: (element: XmlElement) => FilePlace,
): CamtEntry {
  const place = placeOf(entry);
  // Version 8 puts the code one level deeper.
  const status = textAt(entry, "Sts", "Cd") ?? textAt(entry, "Sts") ?? "BOOK";
  if (status !== "BOOK") return { kind: "pending" };
  const bad = (fault: string, counted?: number): CamtEntry => ({
    kind: "bad",
    badLine: { place, reason: `The entry ${fault}.`, amount: counted },
  });
  const read = amountAt(entry, "Amt");
  if (read === undefined) return bad("has no amount");
  if ("fault" in read) return bad(`has an amount that ${read.fault}`);
  if (read.currency !== currency)
    return bad(`is in ${read.currency}, its statement in ${currency}`);
  const direction = directionOf(entry);
  if (direction === undefined) return bad("does not say whether money came in or went out");
  const amount = direction * read.minor;
  if (amount === 0) return bad("has an amount of zero", 0);
  const dated = dateAt(entry, "BookgDt") ?? dateAt(entry, "ValDt");
  if (dated === undefined) return bad("has no date that exists", amount);
  const isReversal = textAt(entry, "RvslInd") === "true";
  // A debit order that is returned (R-transaction) is told by its reason; version 8 tells of a transfer that came back too.
  const kindOf = (details: XmlElement | undefined, moved: number) =>
    isReversal || (moved < 0 && children(details, "RtrInf").length > 0)
      ? ("reversal" as const)
      : ("entry" as const);
  const common = {
    bookingDate: dated,
    valueDate: dateAt(entry, "ValDt") ?? dated,
  };
  const bankReference = named(textAt(entry, "AcctSvcrRef") ?? textAt(entry, "NtryRef"));
  const all = children(entry, "NtryDtls").flatMap((details) => children(details, "TxDtls"));
  const [only] = all;
  if (all.length <= 1) {
    const line: LineDraft = {
      ...common,
      kind: kindOf(only, amount),
      amount,
      texts: textsOf(entry, only),
      payer: partyOf(only, amount > 0),
      bankReference: bankReference ?? named(textAt(only, "Refs", "AcctSvcrRef")),
      deposit: undefined,
      place,
    };
    return { kind: "lines", lines: [line] };
  }
  const lines: LineDraft[] = [];
  for (const details of all) {
    const part = partAmount(details, direction, currency);
    if (typeof part === "string") return bad(part, amount);
    lines.push({
      ...common,
      kind: kindOf(details, part),
      amount: part,
      texts: textsOf(entry, details),
      payer: partyOf(details, part > 0),
      bankReference: named(textAt(details, "Refs", "AcctSvcrRef")) ?? bankReference,
      deposit: { key: `${entry.start}`, amount },
      place: placeOf(details),
    });
  }
  const sum = lines.reduce((total, line) => total + line.amount, 0);
  if (sum === amount) return { kind: "lines", lines };
  return bad(
    `is of ${amountInWords(amount, currency)}, but its ${lines.length} payments come to ` +
      `${amountInWords(sum, currency)}: a difference of ${amountInWords(amount - sum, currency)}`,
    amount,
  );
}

/** The amount of one payment of several, signed, or why it cannot be told. */
function partAmount(details: XmlElement, direction: 1 | -1, currency: string): number | string {
  const read =
    amountAt(details, "Amt") ??
    amountAt(details, "AmtDtls", "TxAmt", "Amt") ??
    amountAt(details, "AmtDtls", "InstdAmt", "Amt");
  if (read === undefined) return "lists several payments, of which one has no amount";
  if ("fault" in read) return `lists a payment whose amount ${read.fault}`;
  if (read.currency !== currency) return `lists a payment in ${read.currency}`;
  if (read.minor === 0) return "lists a payment of zero";
  return (directionOf(details) ?? direction) * read.minor;
}

function named(reference: string | undefined): string | undefined {
  const text = oneLine(reference ?? "");
  return text === "" || text === "NOTPROVIDED" ? undefined : text;
}
