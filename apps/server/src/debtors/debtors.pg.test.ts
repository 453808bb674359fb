import { endpoints } from "@fairflow/contract";
import { newId } from "@fairflow/db";
import { expect, test } from "vitest";
import { answerOf, testApp, type Asking } from "../test-app.ts";
import { NOW, samplePerson } from "./sample-person.ts";

const app = await testApp();
const { as, database, logged } = app;
const person = await samplePerson(app);

test("specialists find people by name, number, e-mail and reference, and see them", async () => {
  const found = await Promise.all(
    ["mokoena THANDI", "082 123 4567", "thandi@example.org", "c-1001", "INV-2040"].map((search) =>
      debtorsFor(as.specialist, search),
    ),
  );

  for (const page of found) {
    expect(page).toMatchObject({
      masked: false,
      debtors: [
        {
          id: person.debtorId,
          name: "Thandi Mokoena",
          phone: "+27821234567",
          arrears: { minor: 120_450, currency: "ZAR" },
          openAccounts: 1,
        },
      ],
    });
  }
  expect(await debtorsFor(as.specialist, "Nobody")).toMatchObject({ debtors: [], next: null });
});

test.for(["editor", "manager"] as const)(
  "a %s finds people by reference alone, masked",
  async (role) => {
    const byName = await debtorsFor(as[role], "Mokoena");
    const byReference = await debtorsFor(as[role], "C-1001");
    const detail = await as[role]("GET", `/api/debtors/${person.debtorId}`);
    const timeline = await as[role]("GET", `/api/debtors/${person.debtorId}/timeline`);

    const text = [JSON.stringify(byReference), await detail.text(), await timeline.text()].join(
      "\n",
    );
    expect(byName.debtors).toEqual([]);
    expect(byReference.debtors).toHaveLength(1);
    expect(byReference.masked).toBe(true);
    for (const personal of [
      "Thandi",
      "Mokoena",
      "821234567",
      "thandi@",
      "Sample Road",
      "C-1001",
      "you owe",
    ]) {
      expect(text).not.toContain(personal);
    }
  },
);

test("shows one debtor with accounts and addresses", async () => {
  const response = await as.admin("GET", `/api/debtors/${person.debtorId}`);

  expect(await answerOf(endpoints.debtor, response)).toMatchObject({
    name: "Thandi Mokoena",
    masked: false,
    addresses: [
      { channel: "email", text: "thandi@example.org", optedOut: false },
      { channel: "sms", text: "+27821234567", optedOut: false },
      { channel: "letter", text: "1 Sample Road\nDemoville", optedOut: false },
    ],
    accounts: [
      { reference: "INV-2040", status: "open", balance: { minor: 120_450, currency: "ZAR" } },
    ],
  });
});

test("the timeline says what was sent, held and refused, and by which rule", async () => {
  const response = await as.specialist("GET", `/api/debtors/${person.debtorId}/timeline`);

  const { entries, zone } = await answerOf(endpoints.timeline, response);
  expect(zone).toBe("Africa/Johannesburg");
  const ofKind = (kind: string) => entries.find((entry) => entry.kind === kind);
  expect(ofKind("message")).toMatchObject({
    title: "SMS sent",
    body: expect.stringContaining("you owe"),
  });
  expect(ofKind("deferred")?.title).toMatch(/^E-mail held until \d+ \w+, 08:00$/);
  const [rule] = ofKind("refused")?.rules ?? [];
  expect(rule?.words).not.toBe(rule?.id);
  expect(ofKind("import")?.detail).toBe("INV-2040");
});

test("the timeline goes on where its page ended, without a gap or an echo", async () => {
  await manyDisputes();
  const path = `/api/debtors/${person.debtorId}/timeline`;
  const ids: string[] = [];
  let before = "";

  for (;;) {
    const page = await answerOf(endpoints.timeline, await as.specialist("GET", `${path}${before}`));
    ids.push(...page.entries.map(({ id }) => id));
    if (page.next === null) break;
    before = `?before=${encodeURIComponent(page.next)}`;
  }

  expect(ids.length).toBeGreaterThan(100);
  expect(new Set(ids).size).toBe(ids.length);
});

test.for(["?before=nonsense", "?before=1~..%2F", "?cursor=x", "?before=1&before=2"])(
  "refuses a place in the timeline that is none: %s",
  async (query) => {
    const response = await as.specialist("GET", `/api/debtors/${person.debtorId}/timeline${query}`);

    expect(response.status).toBe(400);
  },
);

test("playing the debtor: messages with their link, STOP, a claim and a dispute", async () => {
  const base = `/api/sandbox/people/${person.debtorId}`;
  const messages = await answerOf(
    endpoints.sandboxMessages,
    await as.specialist("GET", `${base}/messages`),
  );

  const stop = await as.specialist("POST", `${base}/reply`, {
    body: { channel: "sms", text: " stop! " },
  });
  const reply = await as.specialist("POST", `${base}/reply`, {
    body: { channel: "email", text: "May I come by on Monday?" },
  });
  const claim = await as.specialist("POST", `${base}/says-paid`, {
    body: { accountId: person.accountId },
  });
  const dispute = await as.specialist("POST", `${base}/dispute`, {
    body: { accountId: person.accountId, reason: "It broke on the first day" },
  });

  expect(messages).toMatchObject([{ channel: "sms", direction: "out", payLink: person.payPath }]);
  expect(await answerOf(endpoints.sandboxReply, stop)).toEqual({ understoodAs: "opted-out" });
  expect(await answerOf(endpoints.sandboxReply, reply)).toEqual({ understoodAs: "replied" });
  expect([claim.status, dispute.status]).toEqual([200, 200]);
  const detail = await answerOf(
    endpoints.debtor,
    await as.specialist("GET", `/api/debtors/${person.debtorId}`),
  );
  expect(detail.addresses.filter(({ optedOut }) => optedOut).map(({ channel }) => channel)).toEqual(
    ["sms"],
  );
  expect(detail.holds.map(({ state }) => state).toSorted()).toEqual([
    "claims_paid",
    "dispute_open",
  ]);
  const after = await answerOf(
    endpoints.sandboxMessages,
    await as.specialist("GET", `${base}/messages`),
  );
  expect(after.filter(({ direction }) => direction === "in").map(({ text }) => text)).toEqual([
    "stop!",
    "May I come by on Monday?",
  ]);
  const [stored] = await database.sql<{ statement: Uint8Array }[]>`
    select statement from dispute where account_id = ${person.accountId} and status = 'open'`;
  expect(Buffer.from(stored?.statement ?? []).toString()).not.toContain("broke");
  const path = `/api/debtors/${person.debtorId}/timeline`;
  const told = await Promise.all(
    [as.specialist, as.manager].map((ask) => ask("GET", path).then(ofDispute)),
  );
  expect(told).toEqual([
    ["INV-2040: in their words", "It broke on the first day"],
    ["INV-2040: in their words", null],
  ]);
});

test("an account of somebody else cannot be touched through this debtor", async () => {
  const response = await as.specialist("POST", `/api/sandbox/people/${person.debtorId}/says-paid`, {
    body: { accountId: newId() },
  });

  expect(response.status).toBe(404);
});

test("nothing personal and no token is logged", () => {
  const text = logged.join("\n");

  for (const secret of ["Thandi", "Mokoena", "821234567", "thandi@", person.payPath.slice(3)]) {
    expect(text).not.toContain(secret);
  }
});

async function ofDispute(response: Response) {
  const { entries } = await answerOf(endpoints.timeline, response);
  const dispute = entries.find(({ kind }) => kind === "dispute");
  return [dispute?.detail, dispute?.body];
}

async function debtorsFor(ask: Asking, search: string) {
  const response = await ask("GET", `/api/debtors?search=${encodeURIComponent(search)}`);
  return answerOf(endpoints.debtors, response);
}

async function manyDisputes(): Promise<void> {
  await database.sql`
    insert into dispute (debtor_id, account_id, reason, opened_via, opened_at, status, decided_at, decided_by)
    select ${person.debtorId}, ${person.accountId}, 'amount', 'desk', ${NOW}::timestamptz - interval '1 day',
      'rejected', ${NOW}::timestamptz - n * interval '1 hour', 'desk'
    from generate_series(1, 60) as n`;
}
