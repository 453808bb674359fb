import { zoneNamed, type Zones } from "@fairflow/calendar";
import type { DebtorCells } from "./account-row.ts";
import { readCell, readRequired, Refusal, type Cell, type Cells, type RowInHand } from "./cell.ts";
import { converted, oneOf, payDayOf, tagsOf, textUpTo } from "./cell-values.ts";
import { emailAddress } from "./email-address.ts";
import { languageTag } from "./language-tag.ts";
import { phoneNumber } from "./phone.ts";

const reference = textUpTo(128);
const name = textUpTo(200);
const kind = oneOf(["person", "company"]);
const channel = oneOf(["sms", "email", "letter"]);
const language = converted(languageTag, "is not a language tag such as en, af or zu-ZA");
const email = converted(emailAddress, "is not an e-mail address");
const countryOf = converted(
  (text) => (/^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : undefined),
  "is not a country's two letters, such as ZA",
);
const subdivisionOf = converted(
  (text) =>
    /^[A-Za-z]{2}-[A-Za-z0-9]{1,3}(-[A-Za-z]{2,4})?$/.test(text) ? text.toUpperCase() : undefined,
  "is not a state or province such as US-NY, or a city in it such as US-NY-NYC",
);
const NOT_A_PHONE = new Refusal("is not a telephone number that can be called");

/** Compiles what a mapping says of debtors. `undefined` from the reader means that faults were added. */
export function debtorReader(
  cells: Cells,
  zones: Zones,
): (row: RowInHand) => DebtorCells | undefined {
  const cell = {
    reference: cells.field("debtor.reference"),
    kind: cells.field("debtor.kind"),
    firstName: cells.field("debtor.first_name"),
    lastName: cells.field("debtor.last_name"),
    fullName: cells.field("debtor.full_name"),
    company: cells.field("debtor.company"),
    idNumber: cells.field("debtor.id_number"),
    phones: [cells.field("debtor.phone"), cells.field("debtor.phone_2")],
    email: cells.field("debtor.email"),
    addressLines: [
      cells.field("debtor.address_line_1"),
      cells.field("debtor.address_line_2"),
      cells.field("debtor.address_line_3"),
    ],
    city: cells.field("debtor.city"),
    postalCode: cells.field("debtor.postal_code"),
    country: cells.field("debtor.country"),
    subdivision: cells.field("debtor.subdivision"),
    zone: cells.field("debtor.zone"),
    language: cells.field("debtor.language"),
    preferredChannel: cells.field("debtor.preferred_channel"),
    payDay: cells.field("debtor.pay_day"),
    tags: cells.field("debtor.tags"),
  };
  const zone = converted(
    (text) => zoneNamed(zones, text)?.name,
    "names a time zone that does not exist; write one such as Africa/Johannesburg",
  );
  return (row) => {
    const debtorReference = readRequired(row, cell.reference, reference);
    const debtorZone = readRequired(row, cell.zone, zone);
    const debtorLanguage = readRequired(row, cell.language, language);
    const debtorCountry = readCell(row, cell.country, countryOf);
    const company = readCell(row, cell.company, name);
    const rest = {
      kind: readCell(row, cell.kind, kind) ?? (company === undefined ? "person" : "company"),
      firstName: readCell(row, cell.firstName, name),
      lastName: readCell(row, cell.lastName, name),
      fullName: readCell(row, cell.fullName, name),
      company,
      idNumber: readCell(row, cell.idNumber, reference),
      phones: phonesOf(row, cell.phones, debtorCountry),
      email: readCell(row, cell.email, email),
      addressLines: cell.addressLines
        .map((line) => readCell(row, line, name))
        .filter((line) => line !== undefined),
      city: readCell(row, cell.city, name),
      postalCode: readCell(row, cell.postalCode, name),
      country: debtorCountry,
      subdivision: readCell(row, cell.subdivision, subdivisionOf),
      preferredChannel: readCell(row, cell.preferredChannel, channel),
      payDay: readCell(row, cell.payDay, payDayOf),
      tags: readCell(row, cell.tags, tagsOf) ?? [],
    } as const;
    if (debtorReference === undefined || debtorZone === undefined || debtorLanguage === undefined) {
      return undefined;
    }
    return { reference: debtorReference, zone: debtorZone, language: debtorLanguage, ...rest };
  };
}

function phonesOf(
  row: RowInHand,
  cells: readonly Cell[],
  country: string | undefined,
): readonly string[] {
  const phones: string[] = [];
  for (const cell of cells) {
    const phone = readCell(row, cell, (text) => phoneNumber(text, country) ?? NOT_A_PHONE);
    if (phone !== undefined && !phones.includes(phone)) phones.push(phone);
  }
  return phones;
}
