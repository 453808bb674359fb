import { madeUpLedger } from "@fairflow/intake/made-up-ledger";
import { openTable } from "@fairflow/intake";
import { expect, test } from "vitest";
import { readCamt053 } from "../camt053/read-camt053.ts";
import { readCsvStatement } from "../csv/read-csv-statement.ts";
import { StatementLayout } from "../csv/statement-layout.ts";
import { matchLines } from "../matching/match-lines.ts";
import { readMt940 } from "../mt940/read-mt940.ts";
import type { TableRecord } from "../csv/table-form.ts";
import type { StatementReading } from "../statement.ts";
import { monthlyStatements, openIn, paidInvoices } from "./ledger-payments.ts";
import {
  MADE_UP_LAYOUT,
  madeUpCamt053,
  madeUpCsv,
  madeUpMt940,
  type MadeUpStatement,
} from "./made-up-statements.ts";
import { seededRandom } from "./seeded-random.ts";

const FORMATS: readonly {
  readonly name: string;
  readonly read: (statement: MadeUpStatement) => StatementReading | Promise<StatementReading>;
}[] = [
  { name: "MT940", read: (statement) => readMt940(madeUpMt940(statement)) },
  { name: "CAMT.053 version 2", read: (statement) => readCamt053(madeUpCamt053(statement, 2)) },
  { name: "CAMT.053 version 8", read: (statement) => readCamt053(madeUpCamt053(statement, 8)) },
  { name: "CSV", read: readMadeUpCsv },
];

const WORLDS = FORMATS.flatMap((format) => [
  { ...format, amounts: "as they are", roundToCents: 1 },
  { ...format, amounts: "rounded, so that many invoices are alike", roundToCents: 10_00 },
]);

test.for(WORLDS)(
  "a ledger's payments, a tenth damaged, are read from $name to the cent and none is matched wrongly: amounts $amounts",
  async ({ read, roundToCents }) => {
    const invoices = paidInvoices(madeUpLedger({ seed: 7 }), seededRandom(11), { roundToCents });
    const truth = Map.groupBy(invoices, ({ payment }) => truthKey(payment));
    const ids = new Set<string>();
    const wrong: string[] = [];
    let cents = 0;
    let automatic = 0;

    for (const statement of monthlyStatements(invoices)) {
      const reading = await read(statement);
      if (reading.kind === "refused") throw new Error(reading.reason);
      expect(reading.badLines).toEqual([]);
      expect(reading.statements).toHaveLength(1);
      for (const { lines, currency } of reading.statements) {
        const matches = matchLines({ lines, currency }, openIn(invoices, statement));
        for (const [index, line] of lines.entries()) {
          ids.add(line.id);
          cents += line.amount;
          const match = matches[index];
          if (match?.kind !== "automatic") continue;
          automatic++;
          const meant = truth.get(
            truthKey({
              text: line.texts[0] ?? "",
              cents: line.amount,
              payerAccount: line.payer.account ?? "",
              valueDate: line.valueDate,
            }),
          );
          const [part] = match.proposal.parts;
          const isMeant = meant?.some(({ candidate }) => candidate.accountId === part?.accountId);
          if (isMeant !== true) wrong.push(line.id);
        }
      }
    }

    expect(wrong).toEqual([]);
    expect(ids.size).toBe(invoices.length);
    expect(cents).toBe(invoices.reduce((sum, { payment }) => sum + payment.cents, 0));
    expect(automatic).toBeGreaterThan(invoices.length * 0.9);
  },
);

/**
 * By text, payer, day and amount a payment is known again. Of two that are alike in all of these either may be meant, but
 * each only once: no account is paid twice.
 */
function truthKey(payment: {
  readonly text: string;
  readonly cents: number;
  readonly valueDate: string;
  readonly payerAccount: string;
}): string {
  const { text, cents, valueDate, payerAccount } = payment;
  return [text.replaceAll(/\s+/g, " ").trim(), cents, valueDate, payerAccount].join("|");
}

async function readMadeUpCsv(statement: MadeUpStatement): Promise<StatementReading> {
  const layout = StatementLayout.parse(MADE_UP_LAYOUT);
  const bytes = (async function* () {
    yield new TextEncoder().encode(madeUpCsv(statement));
  })();
  const table = await openTable(bytes, layout.file);
  const rows: TableRecord[] = [];
  for await (const row of table.rows) rows.push(row);
  const { account, number } = statement;
  return readCsvStatement({ ...table, rows }, layout, { account, number: `${number}` });
}
