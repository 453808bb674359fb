import { readFile } from "node:fs/promises";
import { addDays, addMonths, endOfMonth, startOfMonth, type LocalDate } from "@fairflow/calendar";
import { peopleOfCell, readReport, type ReportKind, type ReportPeriod } from "@fairflow/engine";
import { madeUpLedger } from "@fairflow/intake/made-up-ledger";
import type { ReportCell } from "@fairflow/reports";
import { beforeAll, expect, test } from "vitest";
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

const TIMEOUT_MS = LEDGER === undefined ? 60_000 : 1_800_000;

const app = await testApp();
const { database } = app;
const invoices = ledgerInvoices(csv);
const days = invoices.map(({ invoiced }) => invoiced).toSorted();
const ends = monthEnds(days.at(0), days.at(-1));
const last = ends.at(-1) ?? "2000-01-31";

beforeAll(() => liveLedger(app, csv, { mapping: MAPPING, until: addDays(last, 1) }), TIMEOUT_MS);

function asked(kind: ReportKind, period: ReportPeriod) {
  return {
    kind,
    scope: { currency: "ZAR", minorDigits: 2 },
    period,
    by: "product",
  } as const;
}

test(
  "a ledger's roll rates, ageing and vintages equal those of plain SQL over its file, cell by cell",
  { timeout: TIMEOUT_MS },
  async () => {
    const plain = await plainLedger(database, invoices);
    const rowsOf = (kind: ReportKind, period: ReportPeriod) =>
      readReport(database, asked(kind, period));
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

test.for(["rolls", "ageing", "vintages", "collecting"] as const)(
  "each figure of %s opens as many as it counts, and their money is its money",
  { timeout: TIMEOUT_MS },
  async (kind) => {
    const [from = last, to = last] = ends.slice(Math.floor(ends.length / 2));
    const of = asked(kind, { from, to });
    const told: unknown[] = [];
    const opened: unknown[] = [];

    for (const { id: table, columns, rows, keys } of await readReport(database, of)) {
      for (const [line, row] of rows.entries()) {
        const lineBalance = Number(row[columns.findIndex(({ key }) => key === "balance")]);
        for (const [place, { key: column, kind: unit, opens }] of columns.entries()) {
          const cell = row[place];
          // What was owed when it was placed is not what is owed now.
          if (opens !== true || typeof cell !== "number" || column === "placed") continue;
          const asking = { table, row: keys[line] ?? "", column };
          const found = await peopleOfCell(database, of, asking, { after: 0, limit: 100_000 });
          const people = found ?? [];
          const money = people.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
          const isWeighed = table === "roll-rates-balance" && unit === "share";
          const weighed = rounded(money / lineBalance);
          told.push([asking, unit === "share" && !isWeighed ? cell > 0 : rounded(cell)]);
          opened.push([
            asking,
            {
              count: people.length,
              money,
              share: isWeighed ? weighed : people.length > 0,
              text: undefined,
              price: undefined,
            }[unit],
          ]);
        }
      }
    }

    expect(opened).toEqual(told);
    expect(opened.length).toBeGreaterThan(2);
  },
);

test("no other figure opens anybody", async () => {
  const of = asked("ageing", { from: last, to: last });
  const cell = { table: "nothing", row: "1_30", column: "accounts" };

  expect(await peopleOfCell(database, of, cell, { after: 0, limit: 1 })).toBeUndefined();
});

function monthEnds(
  from: LocalDate | undefined,
  until: LocalDate | undefined,
): readonly LocalDate[] {
  const found: LocalDate[] = [];
  if (from === undefined || until === undefined) return found;
  for (let month = startOfMonth(from); month <= until; month = addMonths(month, 1)) {
    found.push(endOfMonth(month));
  }
  return found;
}

function withoutNames(rows: readonly (readonly ReportCell[])[] | undefined) {
  return rows?.map((row) => row.slice(1));
}

function rounded(cell: ReportCell): ReportCell {
  return typeof cell === "number" ? Number(cell.toFixed(9)) : cell;
}
