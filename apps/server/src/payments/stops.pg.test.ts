import { createHash } from "node:crypto";
import { STATEMENT_UPLOAD_PATH, StatementFileState } from "@fairflow/contract";
import { newId, recordLedgerEntries, setClock, shardOf } from "@fairflow/db";
import {
  changeLaw,
  closeAccount,
  debtorErasedIn,
  liftHold,
  mayContact,
  PREFERENCES_PATH,
  preferencesToken,
  tokenHash,
  type Confirmation,
} from "@fairflow/engine";
import { paymentReference } from "@fairflow/statements";
import { madeUpMt940 } from "@fairflow/statements/made-up-statements";
import { beforeAll, expect, test } from "vitest";
import { importSample } from "../imports/import-sample.ts";
import { pageVisitor, type Visitor } from "../pages/page-visitor.ts";
import { testApp } from "../test-app.ts";
import { bookNotices } from "./book-notices.ts";
import { keepNotice } from "./keep-notice.ts";
import { sandboxGateway } from "./sandbox-gateway.ts";

/** Tuesday, 10:00 in Johannesburg: inside the hours of every rule. */
const TUESDAY = new Date("2026-11-24T08:00:00Z");
const OWED = 120_450;

const app = await testApp();
const { deps, database, as } = app;
const bank = sandboxGateway(deps.keys());

interface Person {
  readonly debtorId: string;
  readonly accountId: string;
  readonly reference: string;
  readonly clientId: string;
  readonly portfolioId: string;
  readonly phoneId: string;
  readonly linkId: string;
  readonly token: string;
  readonly visitor: Visitor;
}

/** Answers the questions of the link that came by SMS. */
async function enter({ visitor, token, reference }: Person): Promise<Visitor> {
  const number = reference.slice(-4);
  await visitor.post(`/p/${token}`, { accountDigits: number, postalCode: "0181" });
  await visitor.get("/pay");
  return visitor;
}

/** What the bank tells by its webhook, and what is made of it. */
async function webhook(person: Person, amount: number): Promise<void> {
  const asked = { paymentLinkId: person.linkId, amount, currency: "ZAR" };
  const { body, headers } = bank.pay(asked, { kind: "paid" }, newId());
  const told = await app.anonymous("POST", "/hooks/sandbox", {
    headers: { ...headers, "content-type": "application/json" },
    body: Buffer.from(body).toString("utf8"),
  });
  expect(told.status).toBe(200);
  await bookNotices(deps);
}

/** A payment that a gateway tells of, and that its payer's bank takes back. */
async function chargedBack(person: Person): Promise<void> {
  const reference = newId();
  const payment = { reference, paymentReference: reference, amount: OWED, currency: "ZAR" };
  const paid: Confirmation = {
    kind: "confirmed",
    paymentLinkId: person.linkId,
    standing: "paid",
    movements: [{ ...payment, kind: "payment" }],
  };
  const back = { ...payment, kind: "chargeback", reference: newId() } as const;
  for (const told of [paid, { ...paid, movements: [...paid.movements, back] }]) {
    const port = { ...bank, confirm: () => Promise.resolve(told) };
    const kept = {
      provider: "gateway:told",
      eventId: newId(),
      digest: "0",
      body: Buffer.from("{}"),
    };
    await keepNotice(deps, kept);
    const gateways = () => Promise.resolve([{ key: "told", port, portfolioIds: [] }]);
    await bookNotices({ ...deps, gateways });
  }
}

async function disputed(person: Person): Promise<string> {
  const visitor = await enter(person);
  await visitor.get("/pay/dispute");
  await visitor.upload("/pay/dispute", { account: person.accountId, reason: "amount" });
  const [dispute] = await database.sql<{ id: string }[]>`
    select id from dispute where account_id = ${person.accountId}`;
  return dispute?.id ?? "";
}

type Gate = "allowed" | "deferred" | "forbidden";
type Row = readonly [
  fact: string,
  by: (person: Person) => Promise<unknown>,
  message: "withdrawn" | "planned",
  gate: Gate,
];

/** DESIGN, section 4: each stop fact from where it comes in to the last planned message. */
const ROWS: readonly Row[] = [
  ["nothing at all", () => Promise.resolve(), "planned", "allowed"],
  ["paid in full, by a webhook", (person) => webhook(person, OWED), "withdrawn", "forbidden"],
  [
    "paid in full, on the page",
    async (person) => {
      const visitor = await enter(person);
      const asked = await visitor.post("/pay/now", { choice: "full", by: "sandbox" });
      await visitor.post(asked.headers.get("location") ?? "", { choice: "paid" });
    },
    "withdrawn",
    "forbidden",
  ],
  [
    "cured: what is overdue is paid while more is owed",
    async (person) => {
      await owesMoreLater(person);
      const visitor = await enter(person);
      const asked = await visitor.post("/pay/now", { choice: "arrears", by: "sandbox" });
      await visitor.post(asked.headers.get("location") ?? "", { choice: "paid" });
    },
    "withdrawn",
    "forbidden",
  ],
  [
    "paid in full, by a file of the bank",
    (person) => bankTells(person, { cents: OWED, type: "TRF" }),
    "withdrawn",
    "forbidden",
  ],
  [
    "nothing is owed any more, by the client's file",
    ({ reference }) => importPeople([personOf(reference, "0.00")]),
    "withdrawn",
    "forbidden",
  ],
  ["part paid", (person) => webhook(person, 10_000), "planned", "allowed"],
  [
    "a promise, on the page",
    async (person) => {
      const visitor = await enter(person);
      await visitor.get("/pay/later");
      const promise = { account: person.accountId, day: "2026-12-01", amount: "500" };
      await visitor.post("/pay/later", promise);
    },
    "planned",
    "deferred",
  ],
  [
    "a promise, to an agent",
    ({ debtorId, accountId }) =>
      as.specialist("POST", `/api/debtors/${debtorId}/promises`, {
        body: { accountIds: [accountId], amountMinor: 500_00, dueOn: "2026-12-01", via: "call" },
      }),
    "planned",
    "deferred",
  ],
  [
    "an arrangement, on the page",
    async (person) => {
      const visitor = await enter(person);
      await visitor.get("/pay/plan");
      const plan = { account: person.accountId, amount: "400", every: "monthly", income: "9000" };
      await visitor.post("/pay/plan", { ...plan, first: "2026-12-01" });
    },
    "planned",
    "deferred",
  ],
  [
    "says “I have paid”, on the page",
    async (person) => {
      const visitor = await enter(person);
      await visitor.get("/pay/paid");
      await visitor.upload("/pay/paid", { account: person.accountId });
    },
    "withdrawn",
    "deferred",
  ],
  [
    "cannot pay and does not know when, on the page",
    async (person) => {
      const visitor = await enter(person);
      await visitor.get("/pay/later");
      await visitor.post("/pay/hardship", { reason: "income" });
    },
    "withdrawn",
    "deferred",
  ],
  ["a payment that was taken back, by a webhook", chargedBack, "withdrawn", "deferred"],
  [
    "a payment that the bank took back, by its file",
    async (person) => {
      await bankTells(person, { cents: OWED, type: "TRF" });
      await bankTells(person, { cents: -OWED, type: "RTI" });
    },
    "withdrawn",
    "deferred",
  ],
  [
    "a question, on the page, which stops nothing",
    async (person) => {
      const visitor = await enter(person);
      await visitor.get("/pay/write");
      const question = { account: person.accountId, kind: "query", statement: "What is this?" };
      await visitor.post("/pay/write", question);
    },
    "planned",
    "allowed",
  ],
  ["a dispute, on the page", disputed, "withdrawn", "forbidden"],
  [
    "a dispute, to an agent",
    ({ debtorId, accountId }) =>
      as.specialist("POST", `/api/debtors/${debtorId}/disputes`, {
        body: { accountId, kind: "dispute", reason: "amount", via: "call" },
      }),
    "withdrawn",
    "forbidden",
  ],
  [
    "a dispute that a specialist accepted whole",
    async (person) => {
      const path = `/api/disputes/${await disputed(person)}/decide`;
      const body = { decision: "accepted", adjustMinor: OWED, words: "You owe nothing." };
      const decided = await as.specialist("POST", path, { body });
      expect(decided.status).toBe(200);
    },
    "withdrawn",
    "forbidden",
  ],
  [
    "a dispute that a specialist rejected",
    async (person) => {
      const path = `/api/disputes/${await disputed(person)}/decide`;
      const body = { decision: "rejected", words: "It stands.", sent: ["account_statement_sent"] };
      const decided = await as.specialist("POST", path, { body });
      expect(decided.status).toBe(200);
    },
    "withdrawn",
    "deferred",
  ],
  [
    "opted out, by one click",
    async ({ phoneId }) => {
      const token = preferencesToken(deps.keys(), phoneId);
      await database.sql`
        insert into preference_link (token_hash, address_id, created_at)
        values (${tokenHash(token)}, ${phoneId}, now())`;
      const clicked = await app.anonymous("POST", `${PREFERENCES_PATH}/${token}`, {
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      });
      expect(clicked.status).toBe(200);
    },
    "withdrawn",
    "forbidden",
  ],
  [
    "opted out, by SMS",
    ({ debtorId }) =>
      as.specialist("POST", `/api/sandbox/people/${debtorId}/reply`, {
        body: { channel: "sms", text: "STOP" },
      }),
    "withdrawn",
    "forbidden",
  ],
  [
    "what a person must read, by SMS",
    ({ debtorId }) =>
      as.specialist("POST", `/api/sandbox/people/${debtorId}/reply`, {
        body: { channel: "sms", text: "Stop texting me, my lawyer will call" },
      }),
    "withdrawn",
    "forbidden",
  ],
  [
    "not me, by the link",
    ({ visitor, token }) => visitor.post(`/p/${token}/not-me`, {}),
    "withdrawn",
    "forbidden",
  ],
  [
    "a hold that a specialist placed",
    ({ debtorId }) =>
      as.specialist("POST", `/api/debtors/${debtorId}/holds`, {
        body: { state: "on_hold", note: "in hospital" },
      }),
    "withdrawn",
    "forbidden",
  ],
  [
    "a hold that was placed and lifted",
    async ({ debtorId }) => {
      const placed = await as.specialist("POST", `/api/debtors/${debtorId}/holds`, {
        body: { state: "on_hold", note: "in hospital" },
      });
      expect(placed.status).toBe(200);
      await liftHold(deps.facts, { debtorId, state: "on_hold", reason: "over", author: "test" });
    },
    "withdrawn",
    "allowed",
  ],
  [
    "the debtor is erased",
    ({ debtorId }) =>
      database.transaction((tx) => debtorErasedIn(deps.facts, tx, { debtorId, now: TUESDAY })),
    "withdrawn",
    "forbidden",
  ],
  [
    "the account is closed",
    ({ accountId }) => closeAccount(deps.facts, { accountId, reason: "closed", author: "test" }),
    "withdrawn",
    "forbidden",
  ],
  [
    "the account is recalled",
    ({ accountId }) => closeAccount(deps.facts, { accountId, reason: "recalled", author: "test" }),
    "withdrawn",
    "forbidden",
  ],
];

const people: Person[] = [];
let bankStatements = 0;

beforeAll(async () => {
  await setClock(database, { speed: 0, now: TUESDAY });
  await database.transaction((tx) =>
    changeLaw(tx, { by: "test", reason: "for a test", now: TUESDAY }, (law) => ({
      ...law,
      packs: law.packs.map((pack) => ({
        ...pack,
        activation: {
          by: "test",
          name: "A test",
          role: "Compliance",
          reason: "nobody is reached",
          atMs: TUESDAY.getTime(),
        },
      })),
    })),
  );
  await importPeople(ROWS.map((_, index) => personOf(`INV-${3_000 + index}`, "1204.50")));
  const accounts = await database.sql<Omit<Person, "linkId" | "token" | "visitor">[]>`
    select account.debtor_id as "debtorId", account.id as "accountId", reference, client_id as "clientId",
      portfolio_id as "portfolioId", address.id as "phoneId"
    from account join portfolio on portfolio.id = portfolio_id
    join address on address.debtor_id = account.debtor_id and address.kind = 'phone'
    order by reference`;
  for (const account of accounts) people.push({ ...account, ...(await messaged(account)) });
});

test.for(ROWS.map((row, index) => [...row, index] as const))(
  "%s",
  async ([, by, message, gate, index]) => {
    const person = people[index];
    if (person === undefined) throw new Error("Nobody is left");

    await by(person);

    const [planned] = await database.sql<{ status: string }[]>`
      select status from attempt where debtor_id = ${person.debtorId} and provider_id is null`;
    expect(planned?.status).toBe(message);
    const { debtorId, accountId, clientId } = person;
    const question = { debtorId, accountId, clientId, channel: "sms", address: null };
    const [answer] = await mayContact(deps.facts, [{ ...question, purpose: "collection" }]);
    const verdict = answer?.judgement?.verdict;
    const isBarred = answer?.problem !== null || verdict?.kind === "forbidden";
    expect(isBarred ? "forbidden" : verdict?.kind).toBe(gate);
  },
);

test("what is late defers everything of its portfolio", async () => {
  const [person] = people;
  if (person === undefined) throw new Error("Nobody is left");
  const { debtorId, accountId, clientId } = person;
  await database.sql`
    update portfolio set max_data_age_hours = 24, data_as_of = ${new Date(TUESDAY.getTime() - 2 * 86_400_000)}`;

  const question = { debtorId, accountId, clientId, channel: "sms", address: null };
  const [answer] = await mayContact(deps.facts, [{ ...question, purpose: "collection" }]);

  expect(answer?.judgement?.verdict).toMatchObject({
    kind: "deferred",
    rules: ["stop.stale_data"],
  });
});

/** A row of the client's file. */
function personOf(reference: string, amount: string): string {
  const number = reference.slice(-4);
  return `C-${number},Person ${number},082 123 ${number},p${number}@example.org,1 Sample Road,Demoville 0181,${reference},${amount},2026-10-10`;
}

function importPeople(rows: readonly string[]): Promise<void> {
  const csv = ["Customer,Name,Phone,Email,Address,Town,Invoice,Amount,Due", ...rows].join("\n");
  return importSample(app, csv, {
    "debtor.phone": "Phone",
    "debtor.email": "Email",
    "debtor.address_line_1": "Address",
    "debtor.city": "Town",
  });
}

/** A bank statement with one line that names the account, brought and booked. */
async function bankTells(
  { accountId }: Person,
  { cents, type }: { readonly cents: number; readonly type: string },
): Promise<void> {
  const [row] = await database.sql<{ number: number }[]>`
    select payment_number as number from account where id = ${accountId}`;
  bankStatements += 1;
  const payment = {
    text: paymentReference(row?.number ?? 0),
    cents,
    valueDate: "2026-11-23",
    bookingDate: "2026-11-24",
    payerName: "CASH DEPOSIT",
    payerAccount: "990000",
  } as const;
  const account = `4075${bankStatements}`;
  const body = madeUpMt940({
    account,
    number: 1,
    openingCents: Math.max(0, -cents),
    payments: [payment],
  }).replaceAll("NTRF", `N${type}`);
  const headers = { "content-type": "application/octet-stream" };
  const upload = await as.specialist("POST", STATEMENT_UPLOAD_PATH, { headers, body });
  const { id } = StatementFileState.parse(await upload.json());
  const booked = await as.specialist("POST", `/api/statements/${id}/book`, { body: {} });
  expect(booked.status).toBe(200);
  await deps.statements.ended(id);
}

/** A message that came with the link, and one that is planned. */
async function messaged(person: Omit<Person, "linkId" | "token" | "visitor">) {
  const { debtorId, accountId, clientId, portfolioId, phoneId } = person;
  const [linkId, runId] = [newId(), newId()];
  const token = deps.keys().linkToken(linkId, "pay");
  await database.sql`
    insert into payment_link (id, debtor_id, account_ids, run_id, node_id, visit, token_hash, purpose, amount_kind,
      minimum_amount, created_at, expires_at)
    values (${linkId}, ${debtorId}, array[${accountId}::uuid], ${runId}, 'link', 1,
      ${createHash("sha256").update(token).digest()}, 'pay', 'full', 100, ${TUESDAY},
      ${new Date(TUESDAY.getTime() + 86_400_000)})`;
  for (const status of ["delivered", "planned"]) {
    const id = newId();
    const sent = status === "delivered";
    await database.sql`
      insert into attempt (shard, id, debtor_id, client_id, portfolio_id, address_id, account_ids, channel, purpose, status,
        planned_for, not_before, verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at,
        debtor_epoch, created_at, accepted_at, delivered_at, provider, provider_id)
      values (${shardOf(debtorId)}, ${id}, ${debtorId}, ${clientId}, ${portfolioId}, ${phoneId},
        array[${accountId}::uuid], 'sms', 'collection', ${status}, '2026-11-24', ${TUESDAY}, 'allowed', '{}',
        '{za-core@2026.11.0}', '{}'::jsonb, '{}', ${TUESDAY}, 0, ${TUESDAY}, ${sent ? TUESDAY : null},
        ${sent ? TUESDAY : null}, ${sent ? "sandbox" : null}, ${sent ? id : null})`;
    if (sent) {
      await database.sql`
        insert into attempt_run (shard, attempt_id, run_id, node_id, visit, version_id, account_id)
        values (${shardOf(debtorId)}, ${id}, ${runId}, 'sms', 1, ${newId()}, ${accountId})`;
    }
  }
  return { linkId, token, visitor: pageVisitor(app.anonymous) };
}

async function owesMoreLater({ accountId }: Person): Promise<void> {
  const entry = { accountId, kind: "charge", amount: 50_000, source: "test" } as const;
  const day = "2026-11-24";
  await database.transaction((tx) =>
    recordLedgerEntries(
      tx,
      [{ ...entry, valueDate: day, bookingDate: day, dueOn: "2027-01-10", externalId: "later" }],
      { recordedBy: "test", now: TUESDAY, today: day },
    ),
  );
}
