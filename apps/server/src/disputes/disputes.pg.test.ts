import { disputeEndpoints, outsideAgreementEndpoints } from "@fairflow/contract";
import { newId, setClock } from "@fairflow/db";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { activateLaw } from "../outside/active-law.ts";
import { answerOf, errorOf, testApp, type Asking } from "../test-app.ts";
import { nodeNames } from "./node-names.ts";

const app = await testApp();
const { database, as, withKey, deps } = app;
await activateLaw(database);
await setClock(database, { speed: 0, now: new Date("2026-11-24T08:00:00Z") });
// Thandi owes R 1 204.50.
const { debtorId, accountId } = await samplePerson(app);

beforeEach(async () => {
  const { sql } = database;
  await sql`delete from hold`;
  await sql`delete from evidence`;
  await sql`delete from dispute`;
  await sql`delete from vulnerability`;
  await sql`delete from task`;
});

async function open(kind = "dispute"): Promise<string> {
  const body = { accountId, kind, reason: "amount", statement: "I paid half", via: "call" };
  const response = await as.specialist("POST", `/api/debtors/${debtorId}/disputes`, { body });
  return (await answerOf(disputeEndpoints.openDispute, response)).id;
}

async function detail(id: string, asking: Asking = as.specialist) {
  return answerOf(disputeEndpoints.dispute, await asking("GET", `/api/disputes/${id}`));
}

async function queue(name: string, asking: Asking = as.specialist) {
  const response = await asking("GET", `/api/disputes?queue=${name}`);
  return answerOf(disputeEndpoints.disputes, response);
}

test("a dispute stands on the desk with its days, their source and what was said", async () => {
  const id = await open();

  const dispute = await detail(id);

  expect(dispute).toMatchObject({
    kind: "dispute",
    status: "open",
    debtor: { name: "Thandi Mokoena" },
    statement: "I paid half",
    acknowledgeBy: "2026-11-26",
    answerBy: "2026-12-08",
    daysLeft: 14,
    deadlines: [{ id: "stop.answer.dispute" }],
    papers: ["account_statement_sent"],
  });
});

test("who does not work with people sees the case without the person or their words", async () => {
  const id = await open();

  const { debtor, statement } = await detail(id, as.manager);

  expect([debtor.name, statement]).toEqual(["T. M.", null]);
});

test("a complaint names who hears it next", async () => {
  const { refersTo } = await detail(await open("complaint"));

  expect(refersTo).toContain("the National Credit Regulator");
});

test("who takes a case has it, and another does not", async () => {
  const id = await open();
  const take = (asking: Asking) =>
    asking("POST", `/api/disputes/${id}/assign`, { body: { take: true } });

  const statuses = [(await take(as.specialist)).status, (await take(as.admin)).status];

  const [mine, unassigned] = [await queue("mine"), await queue("unassigned")];
  expect(statuses).toEqual([200, 409]);
  expect(mine.disputes.map((each) => each.id)).toEqual([id]);
  expect(unassigned.disputes).toEqual([]);
  expect(mine.counts).toEqual({ mine: 1, unassigned: 0, due: 0, all: 1 });
});

test("a decision adjusts the debt, answers through the gate and is told on the case", async () => {
  const id = await open();
  const body = {
    decision: "partly-accepted",
    adjustMinor: 20_450,
    words: "You are right about the fees.",
    sent: ["account_statement_sent"],
  };
  const preview = await answerOf(
    disputeEndpoints.previewDecision,
    await as.specialist(
      "GET",
      `/api/disputes/${id}/preview?decision=partly-accepted&adjustMinor=20450`,
    ),
  );

  const decided = await as.specialist("POST", `/api/disputes/${id}/decide`, { body });
  const again = await as.specialist("POST", `/api/disputes/${id}/decide`, { body });

  const [letter] = await database.sql<{ id: string; body: Uint8Array; purpose: string }[]>`
    select id, body, purpose from attempt where template_id is null and body is not null order by id desc limit 1`;
  const place = { table: "attempt", column: "body", row: letter?.id ?? "" };
  expect(preview).toMatchObject({
    runs: [],
    demandsFrom: "2026-12-01",
    balance: { minor: 120_450 },
    balanceAfter: { minor: 100_000 },
    answer: {
      subject: "Your dispute about INV-2040",
      channel: "email",
      goesAtMs: expect.any(Number),
    },
  });
  expect([decided.status, again.status]).toEqual([200, 409]);
  expect(letter?.purpose).toBe("reply_to_consumer");
  expect(deps.keys().decryptText(place, letter?.body ?? new Uint8Array())).toBe(body.words);
  expect(await detail(id)).toMatchObject({
    status: "partly_accepted",
    decision: body.words,
    adjustedBy: { minor: 20_450, currency: "ZAR" },
    account: { balance: { minor: 100_000 } },
    letter: { channel: "email", status: "planned" },
  });
});

test("a decision that reached nobody is sent again, once, and one that is on its way is not", async () => {
  const id = await open("query");
  const again = (asking: Asking = as.specialist) =>
    asking("POST", `/api/disputes/${id}/send-decision`);
  const early = await again();
  const body = { decision: "accepted", words: "You owe what you thought." };
  await as.specialist("POST", `/api/disputes/${id}/decide`, { body });
  const twice = await again();
  await database.sql`
    update attempt set status = 'failed', settled_at = now(), error_code = 'bounced'
    where id = (select (after ->> 'attemptId')::uuid from audit where subject_id = ${id} and action = 'dispute.decide')`;
  expect((await detail(id)).letter).toEqual({ channel: "email", status: "failed", isUnsent: true });

  const both = await Promise.all([again(), again(as.admin)]);
  const looking = await again(as.manager);

  expect([early.status, twice.status, looking.status]).toEqual([409, 409, 403]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect((await detail(id)).letter).toEqual({
    channel: "email",
    status: "planned",
    isUnsent: false,
  });
  const trail = await database.sql`
    select action from audit where subject_id = ${id} and action like 'dispute.send%'`;
  expect(trail).toHaveLength(1);
});

test("steps are called what the version calls them, and by their id where it does not", async () => {
  const { sql } = database;
  const [flowId, versionId] = [newId(), newId()];
  const nodes = [
    { id: "n1", type: "sms", name: "Friendly reminder", config: {} },
    { id: "n2", type: "end", name: "", config: {} },
  ];
  await sql`insert into flow (id, name, created_by, created_at) values (${flowId}, 'Reminders', 'test', now())`;
  await sql`
    insert into flow_version (id, flow_id, number, document, template_versions, checksum, note, published_by, published_at, status)
    values (${versionId}, ${flowId}, 1, ${JSON.stringify({ nodes })}::jsonb, '{}'::jsonb, ${new Uint8Array(32)}, 'first',
      'test', now(), 'live')`;

  const nameOf = await nodeNames(database, [versionId]);

  expect(["n1", "n2", "n3"].map((node) => nameOf(versionId, node))).toEqual([
    "Friendly reminder",
    "n2",
    "n3",
  ]);
});

test("no decision takes off more than is owed", async () => {
  const id = await open();

  const response = await as.specialist("POST", `/api/disputes/${id}/decide`, {
    body: { decision: "accepted", adjustMinor: 99_999_999, words: "Yes" },
  });

  expect((await errorOf(response)).code).toBe("invalid");
  expect((await detail(id)).status).toBe("open");
});

const PDF = "%PDF-1.7 a letter";

function upload(id: string, content: string | Uint8Array, type = "application/octet-stream") {
  return as.specialist("POST", `/api/disputes/${id}/evidence`, {
    body: content,
    headers: { "content-type": type, "x-file-name": "Letter of the 3rd.pdf" },
  });
}

test("evidence is kept encrypted, and only ever saved by whoever works on disputes", async () => {
  const id = await open();

  expect((await upload(id, PDF)).status).toBe(200);
  const [file] = (await detail(id)).evidence;
  const path = `/api/evidence/${file?.id ?? ""}`;
  const saved = await as.specialist("GET", path);
  const asManager = await as.manager("GET", path);

  const [row] = await database.sql<{ content: Uint8Array }[]>`select content from evidence`;
  expect(await saved.text()).toBe(PDF);
  expect(saved.headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''Letter%20of%20the%203rd.pdf",
  );
  expect(saved.headers.get("content-type")).toBe("application/octet-stream");
  expect(asManager.status).toBe(403);
  expect(Buffer.from(row?.content ?? []).toString("latin1")).not.toContain("letter");
});

test.for([
  ["a page", "<html><script>alert(1)</script>", undefined, 422],
  ["something that calls itself a PDF", "MZ %PDF-1.7", undefined, 422],
  ["nothing", "", undefined, 422],
  ["a form", PDF, "multipart/form-data; boundary=x", 415],
  ["too much", Buffer.concat([Buffer.from("%PDF-"), Buffer.alloc(5 * 1_048_576)]), undefined, 413],
] as const)("%s is no evidence", async ([, content, type, status]) => {
  const id = await open();

  expect((await upload(id, content, type)).status).toBe(status);
});

test("another system opens a dispute once, and is told the same id again", async () => {
  const partner = await withKey("partner", ["disputes"]);
  const ask = async () => {
    const body = { account: "INV-2040", reason: "not-mine", statement: "Never bought it" };
    const response = await partner("POST", "/v1/disputes", { body });
    return answerOf(outsideAgreementEndpoints.reportDispute, response);
  };

  const [first, again] = [await ask(), await ask()];

  expect(again).toEqual(first);
  expect(await detail(first.id)).toMatchObject({ via: "api", statement: "Never bought it" });
});

test("what somebody needs is on record with a review, and demands wait until a person has looked", async () => {
  const path = `/api/debtors/${debtorId}/vulnerability`;
  const read = async (asking: Asking) =>
    (await answerOf(disputeEndpoints.vulnerability, await asking("GET", path))).vulnerability;
  await as.specialist("POST", path, {
    body: {
      needs: ["more-time"],
      consent: "given",
      reviewOn: "2027-01-15",
      note: "Her son writes for her",
    },
  });

  const [known, masked] = [await read(as.specialist), await read(as.manager)];
  const [hold] = await database.sql`select state, next_event from hold where ended_at is null`;
  await as.specialist("POST", `${path}/review`, {
    body: { reviewOn: "2027-06-01", reason: "Agreed to write only" },
  });
  const reviewed = await read(as.specialist);

  expect(known).toMatchObject({
    needs: ["more-time"],
    note: "Her son writes for her",
    isHeld: true,
  });
  expect(masked).toMatchObject({ note: null });
  expect(hold).toEqual({ state: "vulnerable", next_event: "vulnerability_review" });
  expect(reviewed).toMatchObject({ reviewOn: "2027-06-01", isHeld: false });
});

test("a stolen identity waits for its affidavit, and closes the account once it is shown", async () => {
  const response = await as.specialist("POST", `/api/debtors/${debtorId}/identity-theft`, {
    body: { accountId, affidavitBy: "2026-12-15", caseNumber: "CAS 114/11/2026" },
  });
  const { holdId } = await answerOf(disputeEndpoints.claimIdentityTheft, response);
  const decide = () =>
    as.specialist("POST", `/api/holds/${holdId}/identity-theft`, {
      body: { confirmed: true, evidence: "affidavit-2026/114" },
    });

  const statuses = [(await decide()).status, (await decide()).status];

  const [row] = await database.sql`
    select account.status, ended_reason as reason from account join hold on account_id = account.id
    where hold.id = ${holdId}`;
  expect(statuses).toEqual([200, 404]);
  expect(row).toEqual({ status: "closed", reason: "identity_theft_confirmed" });
});
