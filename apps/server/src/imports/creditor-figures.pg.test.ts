import { endpoints, ImportState } from "@fairflow/contract";
import { expect, test } from "vitest";
import { answerOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database, deps } = app;

const MAPPING = {
  schema: "fairflow.mapping/1",
  name: "Loans",
  file: { dates: "YYYY-MM-DD" },
  columns: {
    "debtor.reference": "Customer",
    "debtor.full_name": "Name",
    "account.reference": "Loan",
    "account.balance": "Balance",
    "account.due_date": "Due",
    "account.in_default_since": "Default",
    "account.principal_at_default": "Principal",
    "account.charges_since_default": "Charges",
  },
  constants: {
    "debtor.zone": "Africa/Johannesburg",
    "debtor.language": "en",
    "debtor.country": "ZA",
    "account.currency": "ZAR",
    "account.debt_type": "nca_credit",
  },
  arrears: "balance_once_due",
};

async function importRows(...rows: readonly string[]) {
  const body = ["Customer,Name,Loan,Balance,Due,Default,Principal,Charges", ...rows].join("\n");
  const upload = await as.editor("POST", "/api/imports", {
    headers: { "content-type": "text/csv" },
    body,
  });
  const { id } = ImportState.parse(await upload.json());
  const commit = await as.editor("POST", `/api/imports/${id}/commit`, {
    body: { mapping: MAPPING, acceptBadRows: true },
  });
  expect(commit.status).toBe(200);
  await deps.imports.ended(id);
}

async function warningsOf(reference: string): Promise<readonly string[]> {
  const [account] = await database.sql<{ debtor_id: string }[]>`
    select debtor_id from account where reference = ${reference}`;
  const response = await as.specialist("GET", `/api/debtors/${account?.debtor_id ?? ""}`);
  const { accounts } = await answerOf(endpoints.debtor, response);
  return accounts.flatMap(({ chargeWarnings }) => chargeWarnings.map(({ source }) => source ?? ""));
}

test("figures of the creditor that exceed the principal are warned of on the account, until they are corrected", async () => {
  await importRows(
    "C-1,Thandi Mokoena,L-1,2100.00,2026-01-10,2026-01-11,1000.00,1000.01",
    "C-2,Sipho Dlamini,L-2,1900.00,2026-01-10,2026-01-11,1000.00,900.00",
    "C-3,Anna Botha,L-3,1900.00,2026-01-10,2026-01-11,1000.00,-5.00",
  );

  expect(
    await database.sql`
      select reference, in_default_since, principal_at_default as principal, charges_since_default as charges
      from account order by reference`,
  ).toEqual([
    { reference: "L-1", in_default_since: "2026-01-11", principal: 100_000, charges: 100_001 },
    { reference: "L-2", in_default_since: "2026-01-11", principal: 100_000, charges: 90_000 },
  ]);
  expect((await warningsOf("L-1")).join()).toContain("103(5)");
  expect(await warningsOf("L-2")).toEqual([]);

  await importRows("C-1,Thandi Mokoena,L-1,2000.00,2026-01-10,2026-01-11,1000.00,1000.00");
  expect(await warningsOf("L-1")).toEqual([]);
});
