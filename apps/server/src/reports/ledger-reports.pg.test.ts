import { readFile } from "node:fs/promises";
import { addDays, addMonths, endOfMonth, startOfMonth, type LocalDate } from "@fairflow/calendar";
import { readReport, type ReportKind, type ReportPeriod } from "@fairflow/engine";
import { madeUpLedger } from "@fairflow/intake/made-up-ledger";
import type { ReportCell } from "@fairflow/reports";
import { expect, test } from "vitest";
import { z } from "zod";
import { testApp } from "../test-app.ts";
import { ledgerInvoices, liveLedger } from "./live-ledger.ts";
import { plainLedger } from "./plain-sql.ts";

/** A ledger in the form of `madeUpLedger`; `pnpm check:reports FILE` names one. */
const LEDGER = process.env["FAIRFLOW_LEDGER"];
const csv =
  LEDGER === undefined
    ? madeUpLedger({ seed: 5, invoices: 40, customers: 8 })
    : await readFile(LEDGER, "utf8");
const MAPPING = z
  .looseObject({})
  .parse(
    JSON.parse(
      await readFile(
        new URL("../../../../examples/early-arrears/ledger.mapping.json", import.meta.url),
        "utf8",
      ),
    ),
  );

const app = await testApp();
const { database } = app;

test(
  "a ledger's roll rates, ageing and vintages equal those of plain SQL over its file, cell by cell",
  { timeout: LEDGER === undefined ? 60_000 : 1_800_000 },
  async () => {
    const invoices = ledgerInvoices(csv);
    const days = invoices.map(({ invoiced }) => invoiced).toSorted();
    const ends = monthEnds(days.at(0), days.at(-1));
    const last = ends.at(-1) ?? "2000-01-31";
    await liveLedger(app, csv, { mapping: MAPPING, until: addDays(last, 1) });
    const plain = await plainLedger(database, invoices);
    const rowsOf = async (kind: ReportKind, period: ReportPeriod) =>
      readReport(database, {
        kind,
        scope: { currency: "ZAR", minorDigits: 2 },
        period,
        by: "product",
      });
    let cells = 0;
    const same = (ours: readonly (readonly ReportCell[])[] | undefined, theirs: typeof ours) => {
      expect(ours?.map((row) => row.map(rounded))).toEqual(theirs?.map((row) => row.map(rounded)));
      cells += theirs?.reduce((sum, row) => sum + row.length, 0) ?? 0;
    };

    for (const [index, to] of ends.entries()) {
      const [ageing] = await rowsOf("ageing", { from: to, to });
      same(withoutNames(ageing?.rows), await plain.ageing(to));
      const from = ends[index - 1];
      if (from === undefined) continue;
      const [byBalance, byAccount] = await rowsOf("rolls", { from, to });
      same(withoutNames(byBalance?.rows), await plain.rolls(from, to, "balance"));
      same(withoutNames(byAccount?.rows), await plain.rolls(from, to, "accounts"));
    }
    const [vintages] = await rowsOf("vintages", { from: last, to: last });
    const months = (vintages?.columns.length ?? 0) - 4;
    same(vintages?.rows, await plain.vintages(last, months));

    const [kept] = await database.sql<{ days: number; rows: number }[]>`
      select count(distinct day)::int as days, count(*)::int as rows from daily_snapshot`;
    expect(cells).toBeGreaterThan(1_000);
    if (LEDGER !== undefined) {
      process.stdout.write(
        `${invoices.length} invoices, ${kept?.days} days closed, ${kept?.rows} standings kept: ` +
          `${cells} cells of ${ends.length} month ends compared, none differs\n`,
      );
    }
  },
);

function monthEnds(
  first: LocalDate | undefined,
  last: LocalDate | undefined,
): readonly LocalDate[] {
  const ends: LocalDate[] = [];
  if (first === undefined || last === undefined) return ends;
  for (let month = startOfMonth(first); month <= last; month = addMonths(month, 1)) {
    ends.push(endOfMonth(month));
  }
  return ends;
}

function withoutNames(rows: readonly (readonly ReportCell[])[] | undefined) {
  return rows?.map((row) => row.slice(1));
}

function rounded(cell: ReportCell): ReportCell {
  return typeof cell === "number" ? Number(cell.toFixed(9)) : cell;
}
