import type { AccountCells, CustomValue } from "./account-row.ts";
import { amountReader } from "./amount.ts";
import {
  readCell,
  readRequired,
  refuse,
  Refusal,
  type Cell,
  type Cells,
  type RowInHand,
} from "./cell.ts";
import { converted, numberReader, oneOf, tagsOf, textUpTo, yesOrNo } from "./cell-values.ts";
import { minorDigits } from "./currency.ts";
import { dateReader } from "./date-format.ts";
import type { CustomColumn, Mapping } from "./mapping.ts";

const reference = textUpTo(128);
const word = textUpTo(100);
const customText = textUpTo(1000);
const kind = oneOf(["invoice", "instalment", "revolving", "charged_off"]);
const collector = oneOf(["first_party", "third_party", "debt_buyer", "attorney"]);
const currency = converted(currencyCode, "is not a currency of ISO 4217, such as ZAR");
const NOTHING_OWED = new Refusal("is empty, so that nothing says how much is owed");
const NEGATIVE_ARREARS = new Refusal("is negative; arrears are what is overdue, or 0");
const NEGATIVE_FIGURE = new Refusal("is negative; it is a part of what was or is owed, or 0");
const NO_SUCH_DAY = new Refusal("is a date that does not exist");
const FAR_OFF = new Refusal("is a date before 1950 or after 2100");
const NOT_AN_AMOUNT = new Refusal("is not an amount in the form that the mapping states");
const TOO_MANY_DECIMALS = new Refusal("has more decimals than its currency");
const TOO_LARGE = new Refusal("is too large an amount");

/** Reads a text as an amount of the currency, in minor units. */
type MoneyOf = (currency: string) => (text: string) => number | Refusal;

/** Compiles what a mapping says of accounts. `undefined` from the reader means that faults were added. */
export function accountReader(
  mapping: Mapping,
  cells: Cells,
): (row: RowInHand) => AccountCells | undefined {
  const cell = {
    reference: cells.field("account.reference"),
    kind: cells.field("account.kind"),
    openedOn: cells.field("account.opened_on"),
    dueDate: cells.field("account.due_date"),
    currency: cells.field("account.currency"),
    amount: cells.field("account.amount"),
    balance: cells.field("account.balance"),
    arrears: cells.field("account.arrears"),
    inDefaultSince: cells.field("account.in_default_since"),
    principalAtDefault: cells.field("account.principal_at_default"),
    chargesSinceDefault: cells.field("account.charges_since_default"),
    debtType: cells.field("account.debt_type"),
    client: cells.field("account.client"),
    portfolio: cells.field("account.portfolio"),
    collector: cells.field("account.collector"),
    product: cells.field("account.product"),
    stage: cells.field("account.stage"),
    tags: cells.field("account.tags"),
  };
  const owed =
    [cell.balance, cell.amount, cell.arrears].find((each) => each.index >= 0) ?? cell.balance;
  const date = dateOf(mapping.file.dates ?? "YYYY-MM-DD");
  const moneyOf = moneyReader(mapping);
  const customOf = customReader(mapping, cells, date, moneyOf);
  return (row) => {
    const accountReference = readRequired(row, cell.reference, reference);
    const accountCurrency = readRequired(row, cell.currency, currency);
    const rest = {
      kind: readCell(row, cell.kind, kind) ?? "invoice",
      openedOn: readCell(row, cell.openedOn, date),
      dueDate:
        mapping.arrears === "balance_once_due"
          ? readRequired(row, cell.dueDate, date)
          : readCell(row, cell.dueDate, date),
      inDefaultSince: readCell(row, cell.inDefaultSince, date),
      debtType: readCell(row, cell.debtType, word),
      client: readCell(row, cell.client, word),
      portfolio: readCell(row, cell.portfolio, word),
      collector: readCell(row, cell.collector, collector),
      product: readCell(row, cell.product, word),
      stage: readCell(row, cell.stage, word),
      tags: readCell(row, cell.tags, tagsOf) ?? [],
    } as const;
    if (accountCurrency === undefined) return undefined;
    const money = moneyOf(accountCurrency);
    const faultsBefore = row.faults.length;
    const amountMinor = readCell(row, cell.amount, money);
    const statedBalance = readCell(row, cell.balance, money);
    const statedArrears =
      mapping.arrears === "stated"
        ? readRequired(row, cell.arrears, money)
        : readCell(row, cell.arrears, money);
    const figures = {
      principalAtDefaultMinor: readFigure(row, cell.principalAtDefault, money),
      chargesSinceDefaultMinor: readFigure(row, cell.chargesSinceDefault, money),
    };
    const custom = customOf(row, accountCurrency);
    if (statedArrears !== undefined && statedArrears < 0)
      refuse(row, cell.arrears, NEGATIVE_ARREARS);
    const balanceMinor = statedBalance ?? amountMinor ?? statedArrears;
    if (balanceMinor === undefined && row.faults.length === faultsBefore)
      refuse(row, owed, NOTHING_OWED);
    if (accountReference === undefined || balanceMinor === undefined) return undefined;
    return {
      reference: accountReference,
      currency: accountCurrency,
      amountMinor,
      balanceMinor,
      arrears:
        mapping.arrears === "stated"
          ? { kind: "stated", minor: statedArrears ?? 0 }
          : { kind: mapping.arrears },
      custom,
      ...figures,
      ...rest,
    };
  };
}

/** A figure of the client's that is never below zero. */
function readFigure(
  row: RowInHand,
  cell: Cell,
  money: (text: string) => number | Refusal,
): number | undefined {
  const figure = readCell(row, cell, money);
  if (figure === undefined || figure >= 0) return figure;
  refuse(row, cell, NEGATIVE_FIGURE);
  return undefined;
}

function currencyCode(text: string): string | undefined {
  const code = text.toUpperCase();
  return minorDigits(code) === undefined ? undefined : code;
}

function dateOf(format: string) {
  const read = dateReader(format);
  const otherForm = new Refusal(`is not a date written as ${format}`);
  return (text: string) => {
    const result = read(text);
    switch (result.kind) {
      case "date":
        return result.date;
      case "other form":
        return otherForm;
      case "no such day":
        return NO_SUCH_DAY;
      case "far off":
        return FAR_OFF;
    }
  };
}

function moneyReader(mapping: Mapping): MoneyOf {
  const amount = amountReader(mapping.file);
  return (code) => {
    const digits = minorDigits(code) ?? 0;
    return (text) => {
      const result = amount(text, code, digits);
      switch (result.kind) {
        case "amount":
          return result.minor;
        case "not an amount":
          return NOT_AN_AMOUNT;
        case "too many decimals":
          return TOO_MANY_DECIMALS;
        case "too large":
          return TOO_LARGE;
      }
    };
  };
}

function customReader(
  mapping: Mapping,
  cells: Cells,
  date: (text: string) => string | Refusal,
  moneyOf: MoneyOf,
): (row: RowInHand, currency: string) => ReadonlyMap<string, CustomValue> {
  const number = numberReader(mapping.file);
  const columns = Object.entries(mapping.custom).map(
    ([name, column]): readonly [string, CustomColumn, Cell] => [
      name,
      column,
      cells.custom(column.column),
    ],
  );
  const readerOf = (
    type: CustomColumn["type"],
    code: string,
  ): ((text: string) => CustomValue | Refusal) => {
    switch (type) {
      case "text":
        return customText;
      case "number":
        return number;
      case "money":
        return moneyOf(code);
      case "date":
        return date;
      case "boolean":
        return yesOrNo;
    }
  };
  return (row, code) => {
    const values = new Map<string, CustomValue>();
    for (const [name, { type }, cell] of columns) {
      const value = readCell(row, cell, readerOf(type, code));
      if (value !== undefined) values.set(name, value);
    }
    return values;
  };
}
