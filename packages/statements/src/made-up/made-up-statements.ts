import type { LocalDate } from "@fairflow/calendar";

export { damagedReference } from "./damage.ts";

/** A payment as a bank would tell of it, in cents of the rand. */
export interface MadeUpPayment {
  /** What the payer wrote. */
  readonly text: string;
  /** Above 0 came in. */
  readonly cents: number;
  readonly valueDate: LocalDate;
  readonly bookingDate: LocalDate;
  readonly payerName: string;
  readonly payerAccount: string;
}

export interface MadeUpStatement {
  readonly account: string;
  readonly number: number;
  readonly openingCents: number;
  /** In the order of their booking dates; at least one. */
  readonly payments: readonly MadeUpPayment[];
}

const PAGE_ENTRIES = 50;

/** For tests and demonstrations: an MT940 in pages, its lines ended by `\r\n`. */
export function madeUpMt940(statement: MadeUpStatement): string {
  const { payments, openingCents, account, number } = statement;
  const pages = chunks(payments, PAGE_ENTRIES);
  let balance = openingCents;
  const lines = pages.flatMap((page, index) => {
    const date = shortDate(page.at(-1)?.bookingDate ?? "2000-01-01");
    const opening = `:60${index === 0 ? "F" : "M"}:${mt940Balance(balance, date)}`;
    balance += total(page);
    const closing = `:62${index === pages.length - 1 ? "F" : "M"}:${mt940Balance(balance, date)}`;
    const entries = page.flatMap(mt940Entry);
    const head = [":20:STATEMENT", `:25:${account}`, `:28C:${number}/${index + 1}`, opening];
    return [...head, ...entries, closing, "-"];
  });
  return `${lines.join("\r\n")}\r\n`;
}

function mt940Entry({
  text,
  cents,
  valueDate,
  bookingDate,
  payerName,
  payerAccount,
}: MadeUpPayment) {
  const mark = cents < 0 ? "D" : "C";
  const information = `/EREF/NOTPROVIDED/CNTP/${payerAccount}//${payerName}///REMI/USTD//${text}/`;
  return [
    `:61:${shortDate(valueDate)}${bookingDate.slice(5).replace("-", "")}${mark}R${decimal(cents, ",")}NTRFNONREF`,
    ...(`:86:${information}`.match(/.{1,65}/g) ?? []),
  ];
}

function mt940Balance(cents: number, date: string): string {
  return `${cents < 0 ? "D" : "C"}${date}ZAR${decimal(cents, ",")}`;
}

/** A CAMT.053 of version 2 or 8, in which the payments of one booking date from one payer are one entry. */
export function madeUpCamt053(statement: MadeUpStatement, version: 2 | 8): string {
  const { account, number, openingCents, payments } = statement;
  const groups = Map.groupBy(
    payments,
    (payment) =>
      `${payment.bookingDate} ${payment.payerAccount} ${payment.valueDate} ${payment.cents < 0}`,
  );
  const closing = openingCents + total(payments);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.0${version}"><BkToCstmrStmt>`,
    `<GrpHdr><MsgId>${number}</MsgId></GrpHdr>`,
    `<Stmt><Id>${number}</Id><Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>`,
    camtBalance("OPBD", openingCents, payments[0]?.bookingDate ?? "2000-01-01"),
    camtBalance("CLBD", closing, payments.at(-1)?.bookingDate ?? "2000-01-01"),
    ...[...groups.values()].map((group) => camtEntry(group, version)),
    "</Stmt></BkToCstmrStmt></Document>",
  ].join("\n");
}

function camtBalance(code: string, cents: number, date: string): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${camtAmount(cents)}<Dt><Dt>${date}</Dt></Dt></Bal>`;
}

function camtAmount(cents: number): string {
  return `<Amt Ccy="ZAR">${decimal(cents, ".")}</Amt><CdtDbtInd>${cents < 0 ? "DBIT" : "CRDT"}</CdtDbtInd>`;
}

function camtEntry(group: readonly MadeUpPayment[], version: 2 | 8): string {
  const status = version === 2 ? "BOOK" : "<Cd>BOOK</Cd>";
  const details = group.map(({ cents, payerName, payerAccount, text }) => {
    const name = `<Nm>${escaped(payerName)}</Nm>`;
    const role = cents < 0 ? "Cdtr" : "Dbtr";
    const amount =
      version === 2
        ? `<AmtDtls><TxAmt><Amt Ccy="ZAR">${decimal(cents, ".")}</Amt></TxAmt></AmtDtls>`
        : camtAmount(cents);
    return (
      `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${amount}` +
      `<RltdPties><${role}>${version === 2 ? name : `<Pty>${name}</Pty>`}</${role}>` +
      `<${role}Acct><Id><Othr><Id>${payerAccount}</Id></Othr></Id></${role}Acct></RltdPties>` +
      `<RmtInf><Ustrd>${escaped(text)}</Ustrd></RmtInf></TxDtls>`
    );
  });
  const [first] = group;
  return (
    `<Ntry>${camtAmount(total(group))}<Sts>${status}</Sts><BookgDt><Dt>${first?.bookingDate}</Dt></BookgDt>` +
    `<ValDt><Dt>${first?.valueDate}</Dt></ValDt><NtryDtls>${details.join("\n")}</NtryDtls></Ntry>`
  );
}

/** A CSV with a running balance, as `MADE_UP_LAYOUT` reads it. */
export function madeUpCsv({ openingCents, payments }: MadeUpStatement): string {
  let balance = openingCents;
  const rows = payments.map(({ text, cents, valueDate, bookingDate, payerName, payerAccount }) => {
    balance += cents;
    const sign = (amount: number) => (amount < 0 ? "-" : "") + decimal(amount, ".");
    const cells = [
      bookingDate,
      valueDate,
      text,
      payerName,
      payerAccount,
      sign(cents),
      sign(balance),
    ];
    return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  });
  return `${["Date,Value date,Description,Payer,Payer account,Amount,Balance", ...rows].join("\r\n")}\r\n`;
}

export const MADE_UP_LAYOUT = {
  schema: "fairflow.statement-layout/1",
  name: "Made-up bank",
  file: { dates: "YYYY-MM-DD" },
  currency: "ZAR",
  columns: {
    bookingDate: "Date",
    valueDate: "Value date",
    amount: "Amount",
    balance: "Balance",
    texts: ["Description"],
    payerName: "Payer",
    payerAccount: "Payer account",
  },
} as const;

function decimal(cents: number, point: string): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${digits.slice(0, -2)}${point}${digits.slice(-2)}`;
}

function shortDate(date: string): string {
  return date.slice(2).replaceAll("-", "");
}

function total(payments: readonly MadeUpPayment[]): number {
  return payments.reduce((sum, { cents }) => sum + cents, 0);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function chunks<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
