import type { XmlElement } from "@rgrove/parse-xml";
import type { Balance, StatementReading } from "../statement.ts";
import type { StatementDraft } from "../statement-draft.ts";
import { oneLine, readingOf, Refusal, refuseOversized } from "../statement-reading.ts";
import { amountAt, dateAt, directionOf } from "./camt-amount.ts";
import { readCamtEntry } from "./camt-entry.ts";
import { identifierOf } from "./camt-parties.ts";
import { children, descendant, localName, textAt, xmlTree, type XmlTree } from "./xml-tree.ts";

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(\d{2})$/;
const MIN_VERSION = 2;
/** Opening booked, and the closing booked of the statement before, which is the same; interim where it has pages. */
const OPENING_CODES = ["OPBD", "PRCD"] as const;
const CLOSING_CODES = ["CLBD"] as const;
const INTERIM_CODE = "ITBD";

/**
 * Reads bank statements of ISO 20022, camt.053.001 from version 2 on: those of version 2 and of version 8 differ in where
 * the status of an entry and the name of a party stand, and both places are looked at.
 *
 * @param text the file, decoded
 */
export function readCamt053(text: string): StatementReading {
  return readingOf(() => {
    refuseOversized(text);
    const tree = xmlTree(text);
    checkNamespace(tree);
    const message = descendant(tree.root, "BkToCstmrStmt");
    return children(message, "Stmt").map((statement) => readStatement(statement, tree));
  });
}

/** @throws Refusal */
function checkNamespace({ root, placeOf }: XmlTree): void {
  const prefix = root.name.includes(":") ? `:${root.name.slice(0, root.name.indexOf(":"))}` : "";
  const [, version] = NAMESPACE.exec(root.attributes[`xmlns${prefix}`] ?? "") ?? [];
  if (localName(root) === "Document" && Number(version) >= MIN_VERSION) return;
  throw new Refusal("The file is XML, but no statement of the kind camt.053.", placeOf(root));
}

/** @throws Refusal */
function readStatement(statement: XmlElement, { placeOf }: XmlTree): StatementDraft {
  const place = placeOf(statement);
  const account = identifierOf(descendant(statement, "Acct"));
  if (account === undefined) throw new Refusal("The statement names no account.", place);
  const opening = balanceOf(statement, "opening", placeOf);
  const closing = balanceOf(statement, "closing", placeOf);
  const { currency } = opening;
  if (closing.currency !== currency) {
    const reason = `The statement opens in ${currency} and closes in ${closing.currency}.`;
    throw new Refusal(reason, place);
  }
  const entries = children(statement, "Ntry").map((entry) =>
    readCamtEntry(entry, currency, placeOf),
  );
  const number = textAt(statement, "ElctrncSeqNb") ?? textAt(statement, "Id");
  return {
    kind: "bank",
    account,
    number: number === undefined ? undefined : oneLine(number),
    currency,
    opening: opening.balance,
    closing: closing.balance,
    lines: entries.flatMap((entry) => (entry.kind === "lines" ? entry.lines : [])),
    badLines: entries.flatMap((entry) => (entry.kind === "bad" ? [entry.badLine] : [])),
    place,
  };
}

/** @throws Refusal */
function balanceOf(
  statement: XmlElement,
  which: "opening" | "closing",
  placeOf: XmlTree["placeOf"],
): { readonly balance: Balance; readonly currency: string } {
  const balances = children(statement, "Bal");
  const ofCode = (code: string) =>
    balances.filter((balance) => textAt(balance, "Tp", "CdOrPrtry", "Cd") === code);
  const codes = which === "opening" ? OPENING_CODES : CLOSING_CODES;
  const interim = ofCode(INTERIM_CODE);
  const found = codes.flatMap(ofCode)[0] ?? (which === "opening" ? interim[0] : interim.at(-1));
  if (found === undefined) {
    throw new Refusal(`The statement has no ${which} balance.`, placeOf(statement));
  }
  const read = amountAt(found, "Amt");
  const direction = directionOf(found);
  if (read === undefined || "fault" in read || direction === undefined) {
    throw new Refusal(`The ${which} balance cannot be read.`, placeOf(found));
  }
  const amount = read.minor === 0 ? 0 : direction * read.minor;
  return { balance: { amount, date: dateAt(found, "Dt") }, currency: read.currency };
}
