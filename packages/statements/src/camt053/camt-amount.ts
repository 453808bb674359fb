import { isLocalDate, type LocalDate } from "@fairflow/calendar";
import type { XmlElement } from "@rgrove/parse-xml";
import { minorUnits } from "../minor-units.ts";
import { descendant, textAt } from "./xml-tree.ts";

export type CamtAmount =
  | { readonly minor: number; readonly currency: string }
  | { readonly fault: string };

/** An `Amt` with its currency; always without a sign. */
export function amountAt(
  element: XmlElement | undefined,
  ...path: readonly string[]
): CamtAmount | undefined {
  const found = descendant(element, ...path);
  if (found === undefined) return undefined;
  const currency = found.attributes["Ccy"] ?? "";
  const [, whole = "", fraction = ""] = /^\+?(\d*)(?:\.(\d*))?$/.exec(textAt(found) ?? "") ?? [];
  const read = minorUnits(whole === "" && fraction !== "" ? "0" : whole, fraction, currency);
  return "fault" in read ? read : { minor: read.minor, currency };
}

/** 1 for money that came in, -1 for money that went out. */
export function directionOf(element: XmlElement | undefined): 1 | -1 | undefined {
  const indicator = textAt(element, "CdtDbtInd");
  if (indicator === "CRDT") return 1;
  return indicator === "DBIT" ? -1 : undefined;
}

/** A day, or the day of an instant as the bank wrote it: the bank's own, never ours. */
export function dateAt(
  element: XmlElement | undefined,
  ...path: readonly string[]
): LocalDate | undefined {
  const found = descendant(element, ...path);
  const day = (textAt(found, "Dt") ?? textAt(found, "DtTm") ?? "").slice(0, 10);
  return isLocalDate(day) ? day : undefined;
}
