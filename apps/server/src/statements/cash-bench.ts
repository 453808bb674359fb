import {
  cashEndpoints,
  ImportState,
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
import { answerOf, type Asking, type TestApp } from "../test-app.ts";

const ACCOUNTS = 40;
/** What each account owes, in cents. */
export const OWED = 100_00;

/** For tests: forty people who owe the same, bank statements with what they pay, and somebody at the desk. */
export async function cashBench(app: TestApp) {
  const { as, database, deps } = app;
  await importAccounts(app);
  const references = await paymentReferences(app);
  let statements = 0;

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

  return {
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
  };
}

export function dayOf(day: number): MadeUpPayment["bookingDate"] {
  return `2026-11-${String(17 + day).padStart(2, "0")}` as const;
}

function invoice(account: number): string {
  return `INV-${String(account).padStart(3, "0")}`;
}

export function lineOf(answer: Response): Promise<CashLine> {
  return answerOf(cashEndpoints.cashLine, answer);
}

async function importAccounts({ as, deps }: TestApp): Promise<void> {
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

async function paymentReferences({ database }: TestApp): Promise<readonly string[]> {
  const rows = await database.sql<{ number: number }[]>`
    select payment_number as number from account order by reference`;
  return rows.map(({ number }) => paymentReference(number));
}
