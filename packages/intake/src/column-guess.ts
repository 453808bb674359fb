import type { TargetField } from "./target-field.ts";

/** Headers as people write them, in English and Afrikaans; case, spaces and signs do not count. */
const SYNONYMS: readonly (readonly [target: TargetField, headers: string])[] = [
  [
    "debtor.reference",
    `customer id, customer number, customer no, customer code, customer ref, customer reference, customer, debtor id, debtor number,
     debtor no, debtor code, debtor ref, debtor reference, client number, client code, cif, kliëntnommer, kliëntkode, kliëntverwysing,
     debiteurnommer, debiteur, debiteurkode`,
  ],
  [
    "debtor.kind",
    "customer type, debtor type, debtor kind, person or company, tipe kliënt, kliënttipe",
  ],
  [
    "debtor.first_name",
    "first name, firstname, given name, forename, name, voornaam, naam, voorname",
  ],
  ["debtor.last_name", "last name, surname, family name, van, familienaam"],
  [
    "debtor.full_name",
    "full name, customer name, debtor name, account holder, contact name, volle naam, kliëntnaam, rekeninghouer",
  ],
  [
    "debtor.company",
    "company, company name, business name, trading name, organisation, organization, maatskappy, maatskappynaam, besigheid",
  ],
  [
    "debtor.id_number",
    "id number, id no, identity number, national id, sa id, passport, registration number, id nommer, identiteitsnommer, paspoort",
  ],
  [
    "debtor.phone",
    `phone, phone number, telephone, tel, tel no, mobile, mobile number, mobile phone, cell, cell number, cell phone, cellphone, msisdn,
     contact number, selfoon, selfoonnommer, selnommer, telefoon, telefoonnommer`,
  ],
  [
    "debtor.phone_2",
    "phone 2, alternative phone, home phone, work phone, landline, other phone, tel 2, werkfoon, huisfoon",
  ],
  ["debtor.email", "email, e mail, email address, mail, epos, e pos, eposadres"],
  [
    "debtor.address_line_1",
    "address, address 1, address line 1, street, street address, adres, straat, straatadres, adres 1",
  ],
  ["debtor.address_line_2", "address 2, address line 2, suburb, adres 2, voorstad"],
  ["debtor.address_line_3", "address 3, address line 3, adres 3"],
  ["debtor.city", "city, town, stad, dorp"],
  ["debtor.postal_code", "postal code, postcode, post code, zip, zip code, poskode"],
  ["debtor.country", "country, country code, land, landkode"],
  ["debtor.subdivision", "state, province, region, state code, provinsie"],
  ["debtor.zone", "time zone, timezone, zone, tydsone"],
  ["debtor.language", "language, preferred language, lang, taal, voorkeurtaal"],
  [
    "debtor.preferred_channel",
    "preferred channel, channel, contact preference, preferred contact, voorkeurkanaal, kontakvoorkeur, paperless bill",
  ],
  ["debtor.pay_day", "pay day, payday, salary day, betaaldag, salarisdag"],
  ["debtor.tags", "tags, customer tags, etikette"],
  [
    "account.reference",
    `account, account number, account no, account id, account ref, account reference, invoice, invoice number, invoice no, invoice id,
     loan number, contract number, agreement number, document number, faktuur, faktuurnommer, rekening, rekeningnommer, leningnommer`,
  ],
  ["account.kind", "account type, account kind, kind of account, rekeningtipe"],
  [
    "account.opened_on",
    "opened on, open date, opened, invoice date, document date, start date, loan date, faktuurdatum, begindatum, datum",
  ],
  [
    "account.due_date",
    "due date, due, payment due, payment due date, due on, vervaldatum, betaaldatum, verskuldig op",
  ],
  ["account.currency", "currency, currency code, ccy, geldeenheid"],
  [
    "account.amount",
    "amount, invoice amount, original amount, total amount, total, principal, bedrag, faktuurbedrag, oorspronklike bedrag",
  ],
  [
    "account.balance",
    "balance, outstanding, outstanding balance, amount outstanding, current balance, open amount, saldo, uitstaande saldo, uitstaande bedrag",
  ],
  [
    "account.arrears",
    "arrears, overdue, overdue amount, amount overdue, past due, past due amount, agterstallig, agterstallige bedrag, agterstand",
  ],
  [
    "account.in_default_since",
    "in default since, default date, date of default, wanbetaling sedert",
  ],
  [
    "account.principal_at_default",
    "principal at default, principal debt at default, unpaid principal, kapitaal by wanbetaling",
  ],
  [
    "account.charges_since_default",
    "interest and charges since default, charges since default, interest since default, koste sedert wanbetaling",
  ],
  ["account.debt_type", "debt type, skuldtipe"],
  ["account.client", "client, creditor, client name, kliënt, skuldeiser"],
  ["account.portfolio", "portfolio, book, portefeulje"],
  ["account.product", "product, product name, product type, produk"],
  ["account.stage", "stage, status, collection stage, stadium, fase"],
  ["account.tags", "account tags, labels, rekeningetikette"],
];

const BY_HEADER: ReadonlyMap<string, TargetField> = new Map(
  SYNONYMS.flatMap(([target, headers]) =>
    headers.split(",").map((header): [string, TargetField] => [folded(header), target]),
  ),
);

/** Every header that is known, folded, with what it says; fields' own names among them. */
export const knownHeaders: ReadonlyMap<string, TargetField> = new Map([
  ...SYNONYMS.map(([target]): [string, TargetField] => [folded(target), target]),
  ...BY_HEADER,
]);

/** What each column most likely is, by its header; of two that look alike the first is taken. */
export function guessTargets(columns: readonly string[]): ReadonlyMap<string, TargetField> {
  const guesses = new Map<string, TargetField>();
  const taken = new Set<TargetField>();
  for (const column of columns) {
    const target = targetOf(column);
    if (target === undefined || taken.has(target)) continue;
    taken.add(target);
    guesses.set(column, target);
  }
  return guesses;
}

/** A header that is a target's own name, `account.due_date`, is that. */
function targetOf(column: string): TargetField | undefined {
  const own = SYNONYMS.find(([target]) => target === column.toLowerCase());
  return own?.[0] ?? BY_HEADER.get(folded(column));
}

/** Letters and digits only, without accents: `Kliënt-nommer` and `klient nommer` are one. */
export function folded(header: string): string {
  return header
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}
