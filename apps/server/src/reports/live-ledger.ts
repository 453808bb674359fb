import { addDays, daysBetween, type LocalDate } from "@fairflow/calendar";
import { ImportState } from "@fairflow/contract";
import { setClock } from "@fairflow/db";
import { closeDays, recordPayment } from "@fairflow/engine";
import type { TestApp } from "../test-app.ts";

/** An invoice of a ledger, as its line says it. */
export interface LedgerInvoice {
  readonly line: string;
  readonly number: string;
  readonly invoiced: LocalDate;
  readonly due: LocalDate;
  readonly settled: LocalDate;
  readonly cents: number;
}

/** Shorter than the longest pause that the daily close makes up for. */
const LONGEST_PAUSE_DAYS = 20;

/** Reads a ledger in the form of `madeUpLedger`: dates are M/D/YYYY, and nothing is quoted. */
export function ledgerInvoices(csv: string): readonly LedgerInvoice[] {
  const [header = "", ...lines] = csv.trim().split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
    return {
      line,
      number: cell("invoiceNumber"),
      invoiced: dayOf(cell("InvoiceDate")),
      due: dayOf(cell("DueDate")),
      settled: dayOf(cell("SettledDate")),
      cents: Math.round(Number(cell("InvoiceAmount")) * 100),
    };
  });
}

/**
 * Lets a ledger happen: each invoice comes in a feed on its day and is paid on the day it was settled, in a portfolio whose
 * days are closed as they end.
 */
export async function liveLedger(
  app: TestApp,
  csv: string,
  of: { readonly mapping: object; readonly until: LocalDate },
): Promise<void> {
  const invoices = ledgerInvoices(csv);
  const [header = ""] = csv.split(/\r?\n/);
  const made = Map.groupBy(invoices, ({ invoiced }) => invoiced);
  const settled = Map.groupBy(invoices, (each) => each.settled);
  const [first = of.until] = [...made.keys()].toSorted();
  let closed = first;
  for (let day = first; day <= of.until; day = addDays(day, 1)) {
    const arrivals = made.get(day) ?? [];
    const payments = settled.get(day) ?? [];
    const isQuiet = arrivals.length === 0 && payments.length === 0 && day !== of.until;
    if (isQuiet && daysBetween(closed, day) < LONGEST_PAUSE_DAYS) continue;
    closed = day;
    await setClock(app.database, { speed: 0, now: new Date(`${day}T10:00:00Z`) });
    await closeDays(app.deps.facts);
    if (arrivals.length > 0) {
      const lines = [header, ...arrivals.map(({ line }) => line)];
      await feed(app, `${lines.join("\r\n")}\r\n`, of.mapping);
    }
    // A portfolio that was never looked at begins with the day that it finds.
    if (day === first) await closeDays(app.deps.facts);
    for (const invoice of payments) await pay(app, invoice);
  }
}

async function feed({ as, deps }: TestApp, csv: string, mapping: object): Promise<void> {
  const upload = await as.editor("POST", "/api/imports", {
    headers: { "content-type": "text/csv" },
    body: csv,
  });
  const { id } = ImportState.parse(await upload.json());
  const answer = await as.editor("POST", `/api/imports/${id}/commit`, {
    body: { mapping: { ...mapping, feed: "delta" }, acceptBadRows: false },
  });
  if (!answer.ok) throw new Error(await answer.text());
  await deps.imports.ended(id);
}

async function pay({ database, deps }: TestApp, invoice: LedgerInvoice): Promise<void> {
  const [account] = await database.sql<{ id: string }[]>`
    select id from account where reference = ${invoice.number}`;
  if (account === undefined) throw new Error(`The invoice ${invoice.number} did not come in`);
  await recordPayment(deps.facts, {
    accountId: account.id,
    amount: invoice.cents,
    source: "ledger",
    externalId: invoice.number,
    author: "system",
    valueDate: invoice.settled,
  });
}

function dayOf(text: string): LocalDate {
  const [month = "", day = "", year = ""] = text.split("/");
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
