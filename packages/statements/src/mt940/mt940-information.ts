import type { Payer } from "../statement.ts";
import { accountNumber, oneLine } from "../statement-reading.ts";

/** German and Polish banks: a code of three digits, then subfields that one sign and two digits begin. */
const NUMBERED = /^\d{3}([?<>@^~+])(?=\d{2})/;
/** Dutch and international banks: `/EREF/.../REMI/...`. */
const CODED = /^\/(?:[A-Z]{2,4})\//;
const CODES =
  /\/(EREF|KREF|MREF|REMI|USTD|STRD|NAME|IBAN|ORDP|BENM|BIC|TRTP|CSID|MARF|ADDR|ID|ISDT|CREF|PREF|CNTP|PURP|RTRN|SVCL|INIT|OCMT|CHGS|EXCH|ULTD|ULTC|ACCW|BREF|GREF|SREF)\//;
/** Where a numbered text is cut: a longer one goes on in the next subfield without a space. */
const SUBFIELD_CHARACTERS = 27;
const NOT_PROVIDED = "NOTPROVIDED";

export interface Mt940Information {
  readonly texts: readonly string[];
  readonly payer: Payer;
}

/** What field 86 says of a line: subfields where it has such, else its text. */
export function readMt940Information(lines: readonly string[]): Mt940Information {
  const joined = lines.join("");
  const [, sign] = NUMBERED.exec(joined) ?? [];
  if (sign !== undefined) return numbered(joined.slice(4).split(sign));
  if (CODED.test(joined)) return coded(joined);
  return {
    texts: written([lines.join(" ")]),
    payer: { name: undefined, account: undefined },
  };
}

function numbered(subfields: readonly string[]): Mt940Information {
  let text = "";
  let name = "";
  let account = "";
  let kind = "";
  for (const subfield of subfields) {
    const number = Number(subfield.slice(0, 2));
    const value = subfield.slice(2);
    if (number === 0) kind = value;
    else if ((number >= 20 && number <= 29) || (number >= 60 && number <= 63)) {
      text += value.length < SUBFIELD_CHARACTERS ? `${value} ` : value;
    } else if (number === 31) account = value;
    else if (number === 32 || number === 33) name += value;
  }
  return { texts: written([text, kind]), payer: payerOf(name, account) };
}

function coded(text: string): Mt940Information {
  // Splitting by a pattern with a group gives code and value by turns, after what stands before the first.
  const pieces = text.split(CODES).slice(1);
  const values = new Map<string, string>();
  for (let index = 0; index + 1 < pieces.length; index += 2) {
    const code = pieces[index] ?? "";
    values.set(code, `${values.get(code) ?? ""} ${pieces[index + 1] ?? ""}`);
  }
  const party = (values.get("CNTP") ?? "").split("/");
  const texts = ["STRD", "REMI", "USTD", "EREF", "CREF", "KREF"].map((code) => values.get(code));
  // Within REMI stands of which kind it is: `/REMI/USTD//text/`, `/REMI/STRD/CUR/reference/`.
  const bare = texts.map((value) => (value ?? "").replace(/^ (?:USTD|STRD\/[A-Z]{3})\//, ""));
  return {
    texts: written(bare.map((value) => value.replaceAll("/", " "))),
    payer: payerOf(
      (values.get("NAME") ?? values.get("ORDP") ?? party[2] ?? "").replaceAll("/", " "),
      values.get("IBAN") ?? party[0] ?? "",
    ),
  };
}

function payerOf(name: string, account: string): Payer {
  return { name: oneLine(name) || undefined, account: accountNumber(account) || undefined };
}

function written(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(oneLine))].filter((text) => text !== "" && text !== NOT_PROVIDED);
}
