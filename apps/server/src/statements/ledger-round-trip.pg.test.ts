import { readFile } from "node:fs/promises";
import {
  ImportState,
  STATEMENT_UPLOAD_PATH,
  StatementFileState,
  type StatementReadingChoice,
} from "@fairflow/contract";
import { madeUpLedger } from "@fairflow/intake/made-up-ledger";
import { paymentReference } from "@fairflow/statements";
import { monthlyStatements, paidInvoices } from "@fairflow/statements/ledger-payments";
import {
  MADE_UP_LAYOUT,
  madeUpCamt053,
  madeUpCsv,
  madeUpMt940,
  type MadeUpStatement,
} from "@fairflow/statements/made-up-statements";
import { seededRandom } from "@fairflow/statements/seeded-random";
import { expect, test } from "vitest";
import { testApp, type TestApp } from "../test-app.ts";
import { whatIsWrong } from "./what-is-wrong.ts";

/** A ledger in the form of `madeUpLedger`; `pnpm check:statements FILE` names one. */
const LEDGER = process.env["FAIRFLOW_LEDGER"];
const csv =
  LEDGER === undefined
    ? madeUpLedger({ seed: 3, invoices: 90, customers: 12 })
    : await readFile(LEDGER, "utf8");
const MAPPING: unknown = JSON.parse(
  await readFile(
    new URL("../../../../examples/early-arrears/ledger.mapping.json", import.meta.url),
    "utf8",
  ),
);

interface Format {
  readonly name: string;
  readonly app: TestApp;
  readonly write: (statement: MadeUpStatement) => string;
  readonly choice?: StatementReadingChoice;
}

const FORMATS: readonly Format[] = [
  { name: "MT940", app: await testApp(), write: madeUpMt940 },
  { name: "CAMT.053", app: await testApp(), write: (statement) => madeUpCamt053(statement, 8) },
  {
    name: "CSV",
    app: await testApp(),
    write: madeUpCsv,
    choice: { layout: "Made-up bank", account: "4075123456" },
  },
];

interface Booked {
  readonly text: string;
  readonly reference: string;
  readonly amount: number;
}

test.for(FORMATS)(
  "a ledger's payments, a tenth of their references damaged, come in by $name to the cent, none to a wrong account",
  { timeout: LEDGER === undefined ? 60_000 : 1_800_000 },
  async ({ app, write, choice = {} }) => {
    const { as, database, deps } = app;
    await importLedger(app);
    const accounts = await database.sql<{ reference: string; number: number }[]>`
      select reference, payment_number as number from account`;
    const numbers = new Map(accounts.map(({ reference, number }) => [reference, number]));
    const invoices = paidInvoices(csv, seededRandom(11), {
      referenceOf: (invoice) => paymentReference(numbers.get(invoice) ?? 0),
    });
    const cents = invoices.reduce((sum, { payment }) => sum + payment.cents, 0);
    await as.admin("PUT", "/api/statement-layouts/Made-up%20bank", {
      body: { kind: "statement", layout: MADE_UP_LAYOUT },
    });

    for (const statement of monthlyStatements(invoices)) {
      await book(app, write(statement), choice);
    }

    const [booked] = await database.sql<{ lines: number; allocated: number; desk: number }[]>`
      select count(*)::int as lines, sum(amount - rest)::bigint as allocated, sum(rest)::bigint as desk
      from statement_line`;
    const [ledger] = await database.sql<{ paid: number; owed: number; below: number }[]>`
      select (select -sum(amount) from ledger_entry where kind = 'payment')::bigint as paid,
        sum(balance)::bigint as owed, count(*) filter (where balance < 0)::int as below from account`;
    const paid = await paidTo(app);
    const meant = new Map(
      invoices.map(({ payment, candidate }) => [
        `${payment.text.trim().replaceAll(/\s+/g, " ")}|${payment.cents}|${candidate.accountId}`,
        true,
      ]),
    );
    const wrong = paid.filter(
      ({ text, amount, reference }) => !meant.has(`${text}|${amount}|${reference}`),
    );
    const automatic = paid.length / invoices.length;
    deps.log.info({ automatic }, "The share of payments that needed nobody");

    expect(wrong).toEqual([]);
    expect(booked?.lines).toBe(invoices.length);
    expect((booked?.allocated ?? 0) + (booked?.desk ?? 0)).toBe(cents);
    expect(ledger?.paid).toBe(booked?.allocated);
    expect(ledger?.owed).toBe(booked?.desk);
    expect(ledger?.below).toBe(0);
    expect(automatic).toBeGreaterThan(0.85);
    expect(await whatIsWrong(database)).toEqual([]);
    if (LEDGER !== undefined) {
      process.stdout.write(
        `${invoices.length} payments, ${cents} cents: ${paid.length} booked, ${booked?.allocated} cents; ` +
          `${invoices.length - paid.length} on the desk, ${booked?.desk} cents; 0 booked wrongly\n`,
      );
    }
  },
);

async function importLedger({ as, deps }: TestApp): Promise<void> {
  const upload = await as.editor("POST", "/api/imports", {
    headers: { "content-type": "text/csv" },
    body: csv,
  });
  const { id } = ImportState.parse(await upload.json());
  await as.editor("POST", `/api/imports/${id}/commit`, {
    body: { mapping: MAPPING, acceptBadRows: false },
  });
  await deps.imports.ended(id);
}

async function book(
  { as, deps }: TestApp,
  text: string,
  choice: StatementReadingChoice,
): Promise<void> {
  const upload = await as.specialist("POST", STATEMENT_UPLOAD_PATH, {
    headers: { "content-type": "application/octet-stream" },
    body: text,
  });
  const { id } = StatementFileState.parse(await upload.json());
  const answer = await as.specialist("POST", `/api/statements/${id}/book`, { body: choice });
  if (!answer.ok) throw new Error(await answer.text());
  await deps.statements.ended(id);
}

/** Every payment that was put to an account, with what its payer wrote. */
async function paidTo({ database, deps }: TestApp): Promise<readonly Booked[]> {
  const rows = await database.sql<
    { id: string; details: Uint8Array; reference: string; amount: number }[]
  >`
    select l.id, l.details, a.reference, x.amount
    from allocation x join statement_line l on l.id = x.line_id join account a on a.id = x.account_id`;
  return rows.map(({ id, details, reference, amount }) => {
    const place = { table: "statement_line", column: "details", row: id };
    const { texts }: { texts: readonly string[] } = JSON.parse(
      deps.keys().decryptText(place, details),
    );
    return { text: texts[0] ?? "", reference, amount };
  });
}
