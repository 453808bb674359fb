import type { XmlElement } from "@rgrove/parse-xml";
import type { Payer } from "../statement.ts";
import { accountNumber, oneLine } from "../statement-reading.ts";
import { children, descendant, textAt } from "./xml-tree.ts";

const NOT_PROVIDED = "NOTPROVIDED";

/** The other side of an entry: who paid, or where money went out who was paid. Version 8 puts the party one level deeper. */
export function partyOf(details: XmlElement | undefined, cameIn: boolean): Payer {
  const parties = descendant(details, "RltdPties");
  const role = cameIn ? "Dbtr" : "Cdtr";
  const name =
    textAt(parties, role, "Nm") ??
    textAt(parties, role, "Pty", "Nm") ??
    textAt(parties, `Ultmt${role}`, "Nm") ??
    textAt(parties, `Ultmt${role}`, "Pty", "Nm");
  const account = identifierOf(descendant(parties, `${role}Acct`));
  return { name: name === undefined ? undefined : oneLine(name), account };
}

/** IBAN, or whatever else identifies an account. */
export function identifierOf(account: XmlElement | undefined): string | undefined {
  const text = textAt(account, "Id", "IBAN") ?? textAt(account, "Id", "Othr", "Id");
  return text === undefined ? undefined : accountNumber(text);
}

/** What the payer wrote, structured before free, and the references of the payment order. */
export function textsOf(entry: XmlElement, details: XmlElement | undefined): readonly string[] {
  const remittances = children(details, "RmtInf");
  const structured = remittances.flatMap((remittance) => children(remittance, "Strd"));
  const free = remittances.flatMap((remittance) => children(remittance, "Ustrd"));
  const found = [
    ...structured.map((part) => textAt(part, "CdtrRefInf", "Ref")),
    ...structured.flatMap((part) =>
      children(part, "RfrdDocInf").map((document) => textAt(document, "Nb")),
    ),
    // One text may be cut over several elements.
    free.map((part) => textAt(part) ?? "").join(" "),
    ...structured.flatMap((part) => children(part, "AddtlRmtInf").map((more) => textAt(more))),
    textAt(details, "Refs", "EndToEndId"),
    textAt(details, "Refs", "InstrId"),
    textAt(details, "AddtlTxInf"),
    textAt(entry, "AddtlNtryInf"),
  ];
  const texts = found.map((text) => oneLine(text ?? ""));
  return [...new Set(texts)].filter((text) => text !== "" && text !== NOT_PROVIDED);
}
