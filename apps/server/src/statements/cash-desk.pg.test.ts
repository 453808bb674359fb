import {
  CashAccount,
  cashEndpoints,
  STATEMENT_REPORT_PATH,
  StatementFileState,
} from "@fairflow/contract";
import { madeUpMt940 } from "@fairflow/statements/made-up-statements";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { cashBench, dayOf, lineOf, OWED } from "./cash-bench.ts";
import { whatIsWrong } from "./what-is-wrong.ts";

const app = await testApp();
const { as, database, deps } = app;
const {
  references,
  pays,
  statementOf,
  book,
  upload,
  unknownLine,
  openLines,
  act,
  sums,
  rules,
  idOf,
  balanceOf,
} = await cashBench(app);

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
