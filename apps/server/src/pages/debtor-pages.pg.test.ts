import { newId } from "@fairflow/db";
import { paymentReference, referenceInGroups } from "@fairflow/statements";
import { beforeEach, expect, test } from "vitest";
import { NOW, sampleLink, samplePerson } from "../debtors/sample-person.ts";
import { testApp } from "../test-app.ts";
import { pageVisitor, type Visitor } from "./page-visitor.ts";

const app = await testApp();
const { deps, database, anonymous } = app;
const person = await samplePerson(app);
const RIGHT = { accountDigits: "INV-2040", customerDigits: "1001" };
const PERSONAL = [
  "Thandi",
  "Mokoena",
  "1 204",
  "Kopano",
  "INV-2040",
  "2040",
  "1001",
  "Sample Road",
];

let visitor: Visitor;
let link: { readonly id: string; readonly path: string };
beforeEach(async () => {
  visitor = pageVisitor(anonymous);
  link = await sampleLink(deps, person);
});

async function enter(): Promise<void> {
  const entered = await visitor.post(link.path, RIGHT);
  expect([entered.status, entered.headers.get("location")]).toEqual([303, "/pay"]);
  await visitor.get("/pay");
}

test("opening a link shows nothing of anybody and changes nothing", async () => {
  const before = JSON.stringify(
    await database.sql`select * from payment_link where id = ${link.id}`,
  );

  const page = await visitor.get(link.path);

  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page.headers.get("x-frame-options")).toBe("SAMEORIGIN");
  for (const personal of PERSONAL) expect(visitor.seen()).not.toContain(personal);
  expect(page.headers.getSetCookie()).toEqual([]);
  expect(JSON.stringify(await database.sql`select * from payment_link where id = ${link.id}`)).toBe(
    before,
  );
});

test("unknown, revoked and expired links answer alike, whatever is asked of them", async () => {
  const [revoked, expired] = [await sampleLink(deps, person), await sampleLink(deps, person)];
  await database.sql`
    update payment_link set revoked_at = ${NOW}, revoked_reason = 'paid' where id = ${revoked.id}`;
  await database.sql`update payment_link set expires_at = ${NOW} where id = ${expired.id}`;

  const paths = [`/p/${"A".repeat(22)}`, revoked.path, expired.path];
  const pages = await Promise.all(
    paths.flatMap((path) => [visitor.get(path), visitor.post(path, RIGHT)]),
  );

  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(1);
});

test.for([
  ["GET", "/pay"],
  ["POST", "/pay/now"],
  ["GET", "/pay/back/x.1.y"],
  ["GET", `/pay/receipt/${newId()}`],
  ["GET", "/pay/plan"],
  ["POST", "/pay/plan"],
  ["GET", "/pay/later"],
  ["POST", "/pay/later"],
  ["POST", "/pay/hardship"],
  ["GET", "/pay/paid"],
  ["POST", "/pay/paid"],
  ["GET", "/pay/dispute"],
  ["POST", "/pay/dispute"],
  ["GET", "/pay/write"],
  ["POST", "/pay/write"],
  ["GET", `/p/${"A".repeat(22)}`],
  ["GET", `/p/${"A".repeat(22)}/not-me`],
  ["GET", `/bank/${"A".repeat(22)}.${newId()}`],
  ["POST", `/bank/${"A".repeat(22)}.${newId()}`],
] as const)("a stranger learns nothing from %s %s", async ([method, path]) => {
  const form = "application/x-www-form-urlencoded";
  const said = await anonymous(method, path, {
    headers: { "content-type": form, cookie: "fairflow-debtor=a.b.c" },
    ...(method === "POST" ? { body: `account=${person.accountId}` } : {}),
  });
  const dead = await anonymous("GET", `/p/${"B".repeat(22)}`);

  expect(said.status).toBe(404);
  expect(await said.text()).toBe(await dead.text());
  expect(said.headers.getSetCookie()).toEqual([]);
});

test("one right answer of two shows nothing, and five tries close a link for an hour", async () => {
  const wrong = [
    { accountDigits: "2040", customerDigits: "9999" },
    { accountDigits: "9999", customerDigits: "1001" },
    { accountDigits: "2040" },
    { accountDigits: "", customerDigits: "" },
  ];

  const answers = await Promise.all(
    [...wrong, wrong[0] ?? {}].map((given) => visitor.post(link.path, given)),
  );
  const right = await visitor.post(link.path, RIGHT);

  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
  expect(right.status).toBe(429);
  for (const personal of PERSONAL) expect(visitor.seen()).not.toContain(personal);
  const hourAgo = new Date(Date.now() - 3_600_000);
  await database.sql`update payment_link set wrong_since = ${hourAgo} where id = ${link.id}`;
  await enter();
});

test("a right answer forgets the wrong ones before it", async () => {
  const entered: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    await visitor.post(link.path, { accountDigits: "1" });
    await visitor.post(link.path, { accountDigits: "2" });
    entered.push((await visitor.post(link.path, RIGHT)).status);
  }

  expect(entered).toEqual([303, 303, 303]);
});

test.for([
  ["en", "Your account", "Thandi Mokoena, this is what is open"],
  ["af", "U rekening", "dit is wat uitstaande is"],
  ["zu", "I-akhawunti yakho", "nakhu okusakweletwa"],
])("speaks %s, on small pages without a script", async ([language, title, dear]) => {
  await enter();
  const pages = ["/pay", "/pay/plan", "/pay/later", "/pay/paid", "/pay/dispute", "/pay/write"];

  for (const path of pages) {
    const page = await visitor.get(`${path}?lang=${language}`);
    expect(page.status).toBe(200);
    expect(visitor.seen()).toContain(`<html lang="${language}">`);
    expect(Buffer.byteLength(visitor.seen())).toBeLessThan(30_000);
    expect(visitor.seen()).not.toMatch(/<script|javascript:|\son\w+=|https?:\/\//);
  }
  await visitor.get("/pay");

  expect(visitor.seen()).toContain(`<title>${title}</title>`);
  expect(visitor.seen()).toContain(dear);
  expect(visitor.seen()).toContain("R 1 204.50");
});

test("says how to pay by EFT, with the reference that its line is found by", async () => {
  await database.sql`
    update portfolio set pay_to = '{"bank": "First Sample Bank", "accountNumber": "62001234567"}'::jsonb`;
  const [row] = await database.sql<{ number: number }[]>`
    select payment_number as number from account where id = ${person.accountId}`;

  await enter();

  expect(visitor.seen()).toContain("62001234567");
  expect(visitor.seen()).toContain(referenceInGroups(paymentReference(row?.number ?? 0)));
});

test("a form that is not this page's changes nothing", async () => {
  await enter();
  const accounts = { account: person.accountId };

  const answers = await Promise.all([
    visitor.post("/pay/now", { ticket: "x.1.y", choice: "full", by: "sandbox" }),
    visitor.post("/pay/hardship", { ticket: "x.1.y", reason: "illness" }),
    visitor.upload("/pay/dispute", { ticket: "x.1.y", reason: "amount", ...accounts }),
    visitor.upload("/pay/paid", { ticket: "x.1.y", ...accounts }),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
  const written = await database.sql`
    select from checkout where payment_link_id = ${link.id} union all select from dispute union all select from hold`;
  expect(written).toHaveLength(0);
});

test("what cannot be read is answered by a page, not by what programs read", async () => {
  await enter();

  const answers = [
    await visitor.post("/pay/now", { choice: "everything", by: "sandbox" }),
    await visitor.post("/pay/paid", {}),
    await visitor.upload(link.path, RIGHT),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 415, 415]);
  for (const answer of answers) {
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(await answer.text()).toContain("That did not work");
  }
});

test("who did not owe it says so without answering: the address is wrong, and the link is over", async () => {
  const [address] = await database.sql<{ id: string }[]>`
    select id from address where kind = 'email'`;
  await sentBy(link.id, address?.id ?? "");

  const shown = await visitor.get(`${link.path}/not-me`);
  const said = await visitor.post(`${link.path}/not-me`, {});
  const again = await visitor.get(link.path);

  expect([shown.status, said.status, again.status]).toEqual([200, 200, 404]);
  const [state] = await database.sql`
    select state from address where id = ${address?.id ?? ""}`;
  expect(state).toEqual({ state: "wrong_party" });
  expect(await database.sql`select kind from task where kind = 'trace'`).toHaveLength(1);
});

test("two right answers make the address that the link came to the debtor's own", async () => {
  const [address] = await database.sql<{ id: string }[]>`
    select id from address where kind = 'phone'`;
  await sentBy(link.id, address?.id ?? "");

  await enter();

  const [state] = await database.sql`
    select state from address where id = ${address?.id ?? ""}`;
  expect(state).toEqual({ state: "right_party" });
});

test("chooses an amount, pays at the bank, and what it took is booked once", async () => {
  await enter();
  const tooMuch = await visitor.post("/pay/now", {
    choice: "part",
    amount: "999999",
    by: "sandbox",
  });
  const pay = async (fields: Record<string, string>) => {
    await visitor.get("/pay");
    const asked = await visitor.post("/pay/now", { by: "sandbox", ...fields });
    return asked.headers.get("location") ?? "";
  };
  const bank = await pay({ choice: "full", amount: "1000,50" });
  await visitor.get(bank);
  expect(visitor.seen()).toContain("R 1 000.50");

  const refused = await visitor.post(bank, { choice: "failed" });
  await visitor.get(refused.headers.get("location") ?? "");
  expect(visitor.seen()).toContain("did not take");
  expect([tooMuch.status, await balance()]).toEqual([422, 120_450]);

  await visitor.get("/pay?lang=af");
  await visitor.get(refused.headers.get("location") ?? "");
  expect(visitor.seen()).toContain("Die bank het nie die betaling geneem nie");
  await visitor.get("/pay?lang=en");

  const half = await visitor.post(bank, { choice: "partial" });
  await visitor.get(half.headers.get("location") ?? "");
  expect(visitor.seen()).toContain("Part of the amount is still open");
  expect(await balance()).toBe(120_450 - 50_025);

  const whole = await pay({ choice: "full" });
  const paid = await visitor.post(whole, { choice: "paid" });
  await visitor.post(whole, { choice: "paid" });
  const back = paid.headers.get("location") ?? "";
  await visitor.get(back);
  expect(visitor.seen()).toContain("Nothing is open");
  expect(await balance()).toBe(0);
  expect(await amounts()).toEqual([50_025, 70_425]);
  expect(back).not.toContain(link.path.slice(3));

  await visitor.get("/pay");
  const receipt = /\/pay\/receipt\/[0-9a-f-]{36}/.exec(visitor.seen())?.[0] ?? "";
  await visitor.get(receipt);
  expect(visitor.seen()).toContain("R 704.25");
  const stranger = pageVisitor(anonymous);
  await stranger.get(back);
  for (const personal of PERSONAL) expect(stranger.seen()).not.toContain(personal);
});

test("nothing personal, no token and no answer is logged", () => {
  const text = app.logged.join("\n");

  for (const secret of ["Thandi", "Mokoena", "821234567", "thandi@", link.path.slice(3)]) {
    expect(text).not.toContain(secret);
  }
});

async function balance(): Promise<number | undefined> {
  const [row] = await database.sql<{ balance: number }[]>`
    select balance from account where id = ${person.accountId}`;
  return row?.balance;
}

async function amounts(): Promise<readonly number[]> {
  const rows = await database.sql<{ amount: number }[]>`
    select amount from payment order by received_at`;
  return rows.map(({ amount }) => amount);
}

/** As if a message of the link's run had gone to this address. */
async function sentBy(linkId: string, addressId: string): Promise<void> {
  const runId = newId();
  await database.sql`
    update payment_link set run_id = ${runId}, node_id = 'link', visit = 1 where id = ${linkId}`;
  await database.sql`
    insert into attempt_run (shard, attempt_id, run_id, node_id, visit, version_id, account_id)
    select shard, id, ${runId}, 'sms', 1, ${newId()}, ${person.accountId} from attempt where status = 'accepted'`;
  await database.sql`
    update attempt set address_id = ${addressId}, accepted_at = clock_timestamp(),
      channel = case when (select kind from address where id = ${addressId}) = 'phone' then 'sms' else 'email' end
    where status = 'accepted'`;
}
