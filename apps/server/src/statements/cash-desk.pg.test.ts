import {
  CashAccount,
  cashEndpoints,
  ImportState,
  STATEMENT_REPORT_PATH,
  STATEMENT_UPLOAD_PATH,
  StatementFileState,
  type CashLine,
} from "@fairflow/contract";
import { paymentReference } from "@fairflow/statements";
import {
  madeUpMt940,
  type MadeUpPayment,
  type MadeUpStatement,
} from "@fairflow/statements/made-up-statements";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { answerOf, errorOf, testApp, type Asking } from "../test-app.ts";
import { whatIsWrong } from "./what-is-wrong.ts";

const app = await testApp();
const { as, database, deps } = app;

const ACCOUNTS = 40;
const OWED = 100_00;
await importAccounts();
const references = await paymentReferences();
let statements = 0;

test("puts to an account what names it, and leaves the rest on the desk with what speaks for whom", async () => {
  const before = await sums();
  await book([
    pays(0, OWED),
    { ...pays(1, 40_00), text: "no idea", payerName: "Person 1 Surname", payerAccount: "62001" },
  ]);

  const [line] = await openLines("no idea");

  expect(await balanceOf(0)).toBe(0);
  expect(line).toMatchObject({
    rest: { minor: 40_00, currency: "ZAR" },
    valueDate: "2026-11-19",
    bookingDate: "2026-11-20",
    payer: "Person 1 Surname",
    why: "What speaks for an account is not enough to book by.",
    proposals: [
      {
        reasons: ["The payer has the debtor's name."],
        parts: [{ account: "INV-001", debtor: "Person 1 Surname" }],
      },
    ],
  });
  const after = await sums();
  expect(after.unallocated.minor - before.unallocated.minor).toBe(40_00);
  expect(after.byAge.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(
    after.unallocated.minor,
  );
});

test("tells the second of two people at one line who was there first, and books once", async () => {
  const line = await unknownLine(30_00);
  const put = { revision: line.revision, parts: [{ accountId: await idOf(2), minor: 30_00 }] };

  const first = await as.specialist("POST", `/api/cash/lines/${line.id}/allocate`, { body: put });
  const second = await as.admin("POST", `/api/cash/lines/${line.id}/allocate`, { body: put });

  expect(first.status).toBe(200);
  expect(second.status).toBe(409);
  expect((await errorOf(second)).message).toContain("The specialist was at this line");
  expect(await balanceOf(2)).toBe(OWED - 30_00);
});

test("divides one deposit over several accounts, and no account gets more than it owes", async () => {
  const line = await unknownLine(150_00);
  const [one, other] = [await idOf(3), await idOf(4)];
  const tooMuch = await act(line, "allocate", { parts: [{ accountId: one, minor: 100_01 }] });
  const twice = await act(line, "allocate", {
    parts: [
      { accountId: one, minor: 60_00 },
      { accountId: one, minor: 60_00 },
    ],
  });

  const divided = await lineOf(
    await act(line, "allocate", {
      parts: [
        { accountId: one, minor: OWED },
        { accountId: other, minor: 30_00 },
      ],
    }),
  );

  expect([tooMuch.status, twice.status]).toEqual([422, 422]);
  expect((await errorOf(tooMuch)).message).toContain("more than the account owes");
  expect(divided.rest.minor).toBe(20_00);
  expect(await balanceOf(3)).toBe(0);
  expect(await balanceOf(4)).toBe(OWED - 30_00);
});

test("moves money to another account in one step, or not at all", async () => {
  const line = await unknownLine(50_00);
  const put = await lineOf(
    await act(line, "allocate", { parts: [{ accountId: await idOf(5), minor: 50_00 }] }),
  );
  const [allocation] = put.allocations;
  const move = (to: string, minor: number) =>
    as.specialist("POST", `/api/cash/allocations/${allocation?.id}/move`, {
      body: {
        revision: put.revision,
        reason: "the wrong invoice",
        parts: [{ accountId: to, minor }],
      },
    });
  const tooMuch = await move(await idOf(0), 50_00);

  const moved = await lineOf(await move(await idOf(6), 50_00));

  expect(tooMuch.status).toBe(422);
  expect(moved.rest.minor).toBe(0);
  expect(moved.allocations).toMatchObject([
    { account: "INV-005", reversedBy: "The specialist", reversedReason: "the wrong invoice" },
    { account: "INV-006", reversedBy: null },
  ]);
  expect(await balanceOf(5)).toBe(OWED);
  expect(await balanceOf(6)).toBe(OWED - 50_00);
});

test("takes money back to the desk with the reason, once", async () => {
  const line = await unknownLine(10_00);
  const put = await lineOf(
    await act(line, "allocate", { parts: [{ accountId: await idOf(7), minor: 10_00 }] }),
  );
  const undo = () =>
    as.specialist("POST", `/api/cash/allocations/${put.allocations[0]?.id}/undo`, {
      body: { revision: put.revision, reason: "a mistake" },
    });

  const undone = await lineOf(await undo());
  const again = await undo();

  expect(undone.rest.minor).toBe(10_00);
  expect(again.status).toBe(409);
  expect(await balanceOf(7)).toBe(OWED);
});

test("a debit order that the bank returned takes its payment back by itself; one that only went out waits for a person", async () => {
  await book([pays(8, OWED)]);
  await book([{ ...pays(8, -OWED), text: `R/D ${references[8]}` }], "RTI");
  const returned = await balanceOf(8);
  await book([pays(9, OWED)]);
  await book([{ ...pays(9, -OWED), text: `out ${references[9]}` }]);
  const [line] = await openLines(`out ${references[9]}`);
  const paymentId = line?.proposals[0]?.paymentId ?? "";

  const back = await lineOf(await act(line, "return", { payments: [paymentId] }));
  const twice = await act({ id: back.id, revision: back.revision }, "return", {
    payments: [paymentId],
  });

  expect(returned).toBe(OWED);
  expect(back).toMatchObject({ rest: { minor: 0 }, allocations: [{ account: "INV-009" }] });
  expect(await balanceOf(9)).toBe(OWED);
  expect(twice.status).toBe(422);
});

test("pays back only what a second person says yes to", async () => {
  const line = await unknownLine(70_00);
  const asked = await lineOf(await act(line, "refund", { reason: "paid twice" }));
  const path = `/api/cash/allocations/${asked.allocations[0]?.id}/approve`;
  const own = await as.specialist("POST", path, { body: {} });
  const waiting = await answerOf(
    cashEndpoints.cashLines,
    await as.admin("GET", "/api/cash/lines?view=refunds"),
  );

  const approved = await lineOf(await as.admin("POST", path, {}));
  const undone = await as.admin("POST", path.replace("approve", "undo"), {
    body: { revision: approved.revision, reason: "changed my mind" },
  });

  expect(asked.rest.minor).toBe(0);
  expect((await errorOf(own)).message).toContain("A second person says yes");
  expect(waiting.lines.map(({ id }) => id)).toEqual([line.id]);
  expect(approved.allocations).toMatchObject([
    { kind: "refund", madeBy: "The specialist", approvedBy: "The admin" },
  ]);
  expect(undone.status).toBe(422);
});

test("an agency's list waits for its deposit, takes its place and is booked line by line", async () => {
  await as.admin("PUT", "/api/statement-layouts/Distributor", {
    body: {
      kind: "remittance",
      layout: {
        schema: "fairflow.remittance-layout/1",
        file: { dates: "YYYY-MM-DD" },
        currency: "ZAR",
        columns: { reference: "Account", amount: "Paid", fee: "Fee" },
        total: { marker: "TOTAL", amount: 2 },
      },
    },
  });
  const list =
    "Account,Paid,Fee\nINV-010,100.00,5.00\nINV-011,40.00,2.00\nINV-999,10.00,0\nTOTAL,143.00\n";
  const key = await app.withKey("distributor", ["statements"]);
  const query = "layout=Distributor&account=PDA-2026-11&date=2026-11-20";
  const came = await key("POST", `${STATEMENT_REPORT_PATH}?${query}`, {
    headers: { "content-type": "text/csv", "x-file-name": "pda.csv" },
    body: list,
  });
  const file = StatementFileState.parse(await came.json());
  await deps.statements.ended(file.id);
  const waiting = await balanceOf(10);

  await book([{ ...pays(0, 143_00), text: "NUPAY PDA-2026-11" }]);

  const again = await key("POST", `${STATEMENT_REPORT_PATH}?${query}`, {
    headers: { "content-type": "text/csv" },
    body: list,
  });
  const open = await openLines("INV-999");
  expect(waiting).toBe(OWED);
  expect([await balanceOf(10), await balanceOf(11)]).toEqual([0, 60_00]);
  expect(open).toMatchObject([{ isRemittance: true, rest: { minor: 10_00 } }]);
  expect(again.status).toBe(409);
});

test("refuses a file that does not add up and names the difference, and keeps nothing of it", async () => {
  const good = madeUpMt940(statementOf([pays(12, 10_00)]));
  const id = await upload(good.replace(/:62F:C\d{6}ZAR\d+,\d\d/, ":62F:C261120ZAR999999,99"));

  const preview = await answerOf(
    cashEndpoints.previewStatement,
    await as.specialist("POST", `/api/statements/${id}/preview`, { body: {} }),
  );
  const answer = await as.specialist("POST", `/api/statements/${id}/book`, { body: {} });

  expect(preview.refusal).toContain("a difference of");
  expect(answer.status).toBe(422);
  expect(await balanceOf(12)).toBe(OWED);
});

test("shows before anything is kept what would become of a file, and that a statement is missing before it", async () => {
  await book([{ ...pays(0, 10_00, 2), text: "the day before" }], "TRF", { account: "GAP" });
  const id = await upload(
    madeUpMt940({
      ...statementOf([pays(12, OWED), pays(0, 5_00)]),
      account: "GAP",
      openingCents: 77_00,
    }),
  );

  const preview = await answerOf(
    cashEndpoints.previewStatement,
    await as.specialist("POST", `/api/statements/${id}/preview`, { body: {} }),
  );

  expect(preview.statements).toMatchObject([
    { lines: 2, knownLines: 0, automatic: 1, automaticSum: { minor: OWED }, desk: 1 },
  ]);
  expect(preview.statements[0]?.gap).toContain("may be missing");
  expect(preview.lines.map(({ would }) => would)).toEqual(["booked", "desk"]);
  expect(await balanceOf(12)).toBe(OWED);
});

test("shows managers the money and masks the people", async () => {
  await unknownLine(1_00, "from Thandi Mokoena");

  const { lines, masked } = await answerOf(
    cashEndpoints.cashLines,
    await as.manager("GET", "/api/cash/lines"),
  );

  expect(masked).toBe(true);
  expect(JSON.stringify(lines)).not.toMatch(/Thandi|Person|INV-0/);
});

test("finds accounts by name, number and payment reference", async () => {
  const found = await Promise.all(
    ["Person 13", "INV-013", references[13] ?? ""].map(async (search) => {
      const query = new URLSearchParams({ search });
      const answer = await as.specialist("GET", `/api/cash/accounts?${query.toString()}`);
      const { accounts } = await answerOf(cashEndpoints.cashAccounts, answer);
      return accounts.map(({ reference }) => reference);
    }),
  );

  expect(found).toEqual([["INV-013"], ["INV-013"], ["INV-013"]]);
  expect(CashAccount.shape.paymentReference.parse(references[13])).toBe(references[13]);
});

test("the threshold that an admin sets is the one that books", async () => {
  await rules(120);
  await book([pays(14, 60_00)]);
  const strict = await balanceOf(14);
  await rules(90);
  await book([pays(14, 61_00)]);

  expect([strict, await balanceOf(14)]).toEqual([OWED, 39_00]);
  const [kept] = await database.sql`select action from audit where action = 'cash.rules' limit 1`;
  expect(kept).toBeDefined();
});

test("files that overlap, come twice and in any order book each payment once", async () => {
  const days = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 4 });
  let account = 15;
  await fc.assert(
    fc.asyncProperty(days, async (spans) => {
      const own = account++;
      // All alike but for their days, and two of one day.
      const payments = [0, 1, 1, 2, 3].map((day) => pays(own, 7_00, day));
      for (const [one, other] of [...spans, [0, 3] as const, ...spans]) {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const within = payments.filter(({ bookingDate }) =>
          [from, to].every((day, index) =>
            index === 0 ? bookingDate >= dayOf(day) : bookingDate <= dayOf(day),
          ),
        );
        const before = payments.filter(({ bookingDate }) => bookingDate < dayOf(from));
        await book(within, "TRF", { account: `P${own}`, openingCents: before.length * 7_00 });
      }

      expect(await balanceOf(own)).toBe(OWED - 35_00);
    }),
    { numRuns: 4 },
  );
});

test("whatever was done at the desk stands up to being verified", async () => {
  expect(await whatIsWrong(database)).toEqual([]);
});

function dayOf(day: number): MadeUpPayment["bookingDate"] {
  return `2026-11-${String(17 + day).padStart(2, "0")}` as const;
}

function pays(account: number, cents: number, day = 3): MadeUpPayment {
  return {
    text: references[account] ?? "",
    cents,
    valueDate: `2026-11-${String(16 + day).padStart(2, "0")}` as const,
    bookingDate: dayOf(day),
    payerName: "CASH DEPOSIT",
    payerAccount: "990000",
  };
}

function statementOf(payments: readonly MadeUpPayment[]): MadeUpStatement {
  statements += 1;
  // Of accounts of their own, since they all begin with nothing.
  return { account: `4075${statements}`, number: statements, openingCents: 0, payments };
}

/** Brings a statement and waits until it is booked; one that is here already stays as it is. */
async function book(
  payments: readonly MadeUpPayment[],
  type = "TRF",
  rest: Partial<MadeUpStatement> = {},
): Promise<void> {
  if (payments.length === 0) return;
  const text = madeUpMt940({ ...statementOf(payments), ...rest });
  const id = await upload(text.replaceAll("NTRF", `N${type}`));
  const answer = await as.specialist("POST", `/api/statements/${id}/book`, { body: {} });
  if (!answer.ok && answer.status !== 409) throw new Error(await answer.text());
  await deps.statements.ended(id);
}

async function upload(body: string): Promise<string> {
  const headers = { "content-type": "application/octet-stream" };
  const answer = await as.specialist("POST", STATEMENT_UPLOAD_PATH, { headers, body });
  return StatementFileState.parse(await answer.json()).id;
}

/** Money of which nobody can tell for whom it is. */
async function unknownLine(cents: number, text = `unknown ${statements}`): Promise<CashLine> {
  await book([{ ...pays(0, cents), text }]);
  const [line] = await openLines(text);
  if (line === undefined) throw new Error("The line is not on the desk");
  return line;
}

async function openLines(text: string): Promise<readonly CashLine[]> {
  const found: CashLine[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor === "" ? "" : `?cursor=${cursor}`;
    const answer: Response = await as.specialist("GET", `/api/cash/lines${query}`);
    const page: { lines: CashLine[]; next: string | null } = await answerOf(
      cashEndpoints.cashLines,
      answer,
    );
    found.push(...page.lines);
    cursor = page.next;
  }
  // Banks break what payers write where their lines end.
  const squashed = text.replaceAll(" ", "");
  return found.filter(({ texts }) =>
    texts.some((each) => each.replaceAll(" ", "").includes(squashed)),
  );
}

function act(
  line: Pick<CashLine, "id" | "revision"> | undefined,
  what: string,
  body: Readonly<Record<string, unknown>>,
  asking: Asking = as.specialist,
): Promise<Response> {
  return asking("POST", `/api/cash/lines/${line?.id}/${what}`, {
    body: { revision: line?.revision, ...body },
  });
}

function lineOf(answer: Response): Promise<CashLine> {
  return answerOf(cashEndpoints.cashLine, answer);
}

async function sums() {
  const answer = await as.manager("GET", "/api/cash/sums");
  const { currencies } = await answerOf(cashEndpoints.cashSums, answer);
  const nothing = { unallocated: { minor: 0 }, byAge: [] };
  return currencies.find(({ currency }) => currency === "ZAR") ?? nothing;
}

async function rules(threshold: number): Promise<void> {
  const body = { matching: { threshold, lead: 20 }, portfolios: [] };
  const answer = await as.admin("PUT", "/api/cash/rules", { body });
  if (!answer.ok) throw new Error(await answer.text());
}

async function idOf(account: number): Promise<string> {
  const [row] = await database.sql<{ id: string }[]>`
    select id from account where reference = ${invoice(account)}`;
  return row?.id ?? "";
}

async function balanceOf(account: number): Promise<number> {
  const [row] = await database.sql<{ balance: number }[]>`
    select balance from account where reference = ${invoice(account)}`;
  return row?.balance ?? Number.NaN;
}

function invoice(account: number): string {
  return `INV-${String(account).padStart(3, "0")}`;
}

async function paymentReferences(): Promise<readonly string[]> {
  const rows = await database.sql<{ number: number }[]>`
    select payment_number as number from account order by reference`;
  return rows.map(({ number }) => paymentReference(number));
}

async function importAccounts(): Promise<void> {
  const rows = Array.from(
    { length: ACCOUNTS },
    (_, index) => `C${index},Person ${index} Surname,${invoice(index)},100.00,2026-10-01`,
  );
  const answer = await as.editor("POST", "/api/imports", {
    headers: { "content-type": "text/csv" },
    body: ["Customer,Name,Invoice,Amount,Due", ...rows].join("\n"),
  });
  const { id } = ImportState.parse(await answer.json());
  const mapping = {
    schema: "fairflow.mapping/1",
    name: "Invoices",
    file: { dates: "YYYY-MM-DD" },
    columns: {
      "debtor.reference": "Customer",
      "debtor.full_name": "Name",
      "account.reference": "Invoice",
      "account.balance": "Amount",
      "account.due_date": "Due",
    },
    constants: {
      "debtor.zone": "Africa/Johannesburg",
      "debtor.language": "en",
      "debtor.country": "ZA",
      "account.currency": "ZAR",
    },
    arrears: "balance_once_due",
  };
  const committed = await as.editor("POST", `/api/imports/${id}/commit`, {
    body: { mapping, acceptBadRows: false },
  });
  if (!committed.ok) throw new Error(await committed.text());
  await deps.imports.ended(id);
}
