import { endpoints, testRunEndpoints } from "@fairflow/contract";
import { setClock } from "@fairflow/db";
import { emptyFlow } from "@fairflow/flow";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database } = app;
// At night, and on a Sunday, the first message would wait.
await setClock(database, { speed: 1, now: new Date("2026-11-24T08:00:00Z") });
const debtor = await samplePerson(app);

const node = (id: string, type: string, config: object) => ({ id, type, name: "", config });
const edge = (from: string, exit: string, to: string) => ({ from, exit, to });

/** Writes once and gives a week. */
const reminder = (name: string, per: "account" | "debtor" = "account") => {
  const empty = emptyFlow(name);
  return {
    ...empty,
    settings: { ...empty.settings, per },
    nodes: [
      node("start", "start", { entry: { kind: "manual" }, reentry: { kind: "never" } }),
      node("sms", "sms", { template: "try-sms", purpose: "collection", giveUpAfterDays: 5 }),
      node("week", "wait-for", {
        events: [{ id: "paid", event: "paid" }],
        deadline: { kind: "days", days: 7 },
      }),
      node("thanks", "end", { reason: "thanked" }),
      node("done", "end", { reason: "reminded" }),
    ],
    edges: [
      edge("start", "next", "sms"),
      edge("sms", "sent", "week"),
      edge("week", "paid", "thanks"),
      edge("week", "timeout", "done"),
    ],
  };
};

const template = {
  id: "try-sms",
  name: "Reminder",
  channel: "sms",
  languages: {
    en: {
      body: "{{ debtor.full_name }}: {{ account.reference }}, {{ account.arrears | money }}. Reply STOP to opt out.",
    },
  },
  fallback: ["en"],
};

const madeUp = {
  kind: "made-up",
  person: { accounts: [{ reference: "A1", balanceMinor: 120_450, dueOn: "2027-01-25" }] },
  packs: ["za-core"],
  seed: 1,
};

const scenario = (name: string, expectation: object) => ({
  scenario: {
    schema: "fairflow.scenario/1",
    name,
    person: madeUp.person,
    startsAt: "2027-02-01T09:00",
    expectations: [expectation],
  },
});

let path = "";
let id = "";

beforeEach(async () => {
  const name = `Flow ${crypto.randomUUID()}`;
  const created = await as.editor("POST", "/api/flows", { body: { name } });
  id = (await answerOf(endpoints.createFlow, created)).id;
  path = `/api/flows/${id}`;
  await as.editor("PUT", "/api/templates/try-sms", { body: template });
  await save(1, reminder(name));
});

function save(revision: number, flow: object): Promise<Response> {
  return as.editor("PUT", `${path}/draft`, {
    headers: { "if-match": `"${revision}"` },
    body: { flow },
  });
}

async function tryOut(who: object, rest: object = {}, by: "editor" | "specialist" = "editor") {
  const body = {
    tested: { kind: "draft" },
    who,
    startsAt: "2027-02-01T09:00",
    entry: "at-once",
    forDays: 60,
    answers: [],
    ...rest,
  };
  return answerOf(testRunEndpoints.testRun, await as[by]("POST", `${path}/test-runs`, { body }));
}

/** All that a run or a message leaves behind. */
async function written() {
  const [row] = await database.sql`
    select (select count(*) from attempt) as attempts, (select count(*) from run) as runs,
      (select count(*) from event) as events, (select count(*) from task) as tasks,
      (select max(epoch) from debtor) as epoch`;
  return row;
}

test("takes a made-up person through a draft, with what each step looked at, and the message as it would arrive", async () => {
  const { moments, zone } = await tryOut(madeUp, {
    answers: [
      { when: { kind: "at-step", step: "week", days: 2 }, answer: { kind: "pays", percent: 100 } },
    ],
  });

  expect(zone).toBe("Africa/Johannesburg");
  expect(moments.map(({ step, left }) => [step, left])).toEqual([
    ["start", "next"],
    ["sms", "sent"],
    ["week", null],
    ["week", "paid"],
    ["thanks", "ended:thanked"],
  ]);
  expect(moments[1]?.message?.body).toBe("Thandi Mokoena: A1, R 1 204.50. Reply STOP to opt out.");
  expect(moments[1]?.verdict?.kind).toBe("allowed");
});

test("takes a debtor through, masked by role, and writes nothing", async () => {
  const before = await written();
  const who = { kind: "debtor", accountId: debtor.accountId };

  const [masked, open] = [await tryOut(who), await tryOut(who, {}, "specialist")];

  const said = [masked, open].map(({ moments }) =>
    moments.find(({ message }) => message !== null)?.message?.body.replace(/[\u00A0\u202F]/g, " "),
  );
  expect(said).toEqual([
    "T. M.: •••• 40, R 1 204.50. Reply STOP to opt out.",
    "Thandi Mokoena: INV-2040, R 1 204.50. Reply STOP to opt out.",
  ]);
  expect(await written()).toEqual(before);
  // What may be kept of them is nobody's.
  expect(masked.person.accounts.map(({ reference }) => reference)).toEqual(["A1"]);
  expect(JSON.stringify(open.person)).not.toMatch(/Mokoena|INV-2040|C-1001/);
});

test("says what keeps a draft with problems from being tried", async () => {
  await save(2, { ...reminder("Broken"), edges: [] });
  const body = {
    tested: { kind: "draft" },
    who: madeUp,
    startsAt: "2027-02-01T09:00",
    entry: "at-once",
    forDays: 60,
    answers: [],
  };

  const refused = await as.editor("POST", `${path}/test-runs`, { body });

  expect(refused.status).toBe(422);
  expect((await errorOf(refused)).message).toMatch(/problem/);
});

test("keeps scenarios, runs them, and lets nobody submit while one fails", async () => {
  const added = await as.editor("POST", `${path}/scenarios`, {
    body: scenario("Never pays", { kind: "ends", reason: "thanked" }),
  });
  const { id: saved } = await answerOf(testRunEndpoints.addScenario, added);
  const twice = await as.editor("POST", `${path}/scenarios`, {
    body: scenario("never pays", { kind: "ends" }),
  });
  const submit = () =>
    as.editor("POST", `${path}/submissions`, { body: { revision: 2, note: "please look" } });

  const refused = await submit();
  const [outcome] = await answerOf(
    testRunEndpoints.runScenarios,
    await as.manager("POST", `${path}/scenarios/runs`, { body: { tested: { kind: "draft" } } }),
  );

  expect(twice.status).toBe(409);
  expect(refused.status).toBe(422);
  expect((await errorOf(refused)).message).toBe("A scenario does not pass: “Never pays”.");
  expect(outcome).toMatchObject({
    name: "Never pays",
    passed: false,
    failures: [{ expectation: 0, message: "Should end with “thanked”, but ends with “reminded”." }],
  });

  await as.editor("PUT", `${path}/scenarios/${saved}`, {
    body: scenario("Gets one SMS", { kind: "messages", messages: [{ channel: "sms" }] }),
  });
  expect((await submit()).status).toBe(200);
  const [passed] = await answerOf(
    testRunEndpoints.runScenarios,
    await as.admin("POST", `${path}/scenarios/runs`, { body: { tested: { kind: "submission" } } }),
  );
  expect(passed).toMatchObject({ name: "Gets one SMS", passed: true });

  await as.editor("DELETE", `${path}/scenarios/${saved}`, {});
  const left = await as.editor("GET", `${path}/scenarios`);
  expect(await answerOf(testRunEndpoints.scenarios, left)).toEqual([]);
});

test.for(["account", "debtor"] as const)(
  "counts what a draft per %s would do to real accounts, and writes nothing",
  async (per) => {
    await save(2, reminder(`Batch ${crypto.randomUUID()}`, per));
    const before = await written();
    const tested = { kind: "draft" };
    const drawn = await answerOf(
      testRunEndpoints.batchSample,
      await as.manager("POST", `${path}/batch-samples`, {
        body: { tested, who: "admitted", limit: 1_000 },
      }),
    );
    const slice = (revision: number | null) =>
      as.manager("POST", `${path}/batch-slices`, {
        body: { tested, revision, accounts: drawn.accounts, forDays: 30 },
      });

    const { counts, people } = await answerOf(
      testRunEndpoints.batchSlice,
      await slice(drawn.revision),
    );

    expect(drawn).toMatchObject({ accounts: [debtor.accountId], isConditional: false });
    expect(counts).toMatchObject({
      people: 1,
      steps: { week: { entered: 1, left: 1 } },
      messages: { sms: 1 },
      ended: { reminded: 1 },
    });
    // A manager sees nobody unmasked.
    expect(people).toEqual([
      {
        accountId: debtor.accountId,
        debtorId: debtor.debtorId,
        label: "T. M.",
        reference: "•••• 40",
        entered: ["start", "sms", "week", "done"],
        left: ["start", "sms", "week", "done"],
        messages: ["sms"],
        deferred: [],
        forbidden: [],
        unsent: [],
        ended: "reminded",
      },
    ]);
    expect((await slice(1)).status).toBe(412);
    expect(await written()).toEqual(before);
  },
);

test("counts a message that no address could take, with whom it would not reach", async () => {
  const phones = await database.sql<{ id: string; state: string }[]>`
    select id, state from address where kind = 'phone'`;
  await database.sql`update address set state = 'gone_away' where kind = 'phone'`;

  const { counts, people } = await answerOf(
    testRunEndpoints.batchSlice,
    await as.manager("POST", `${path}/batch-slices`, {
      body: {
        tested: { kind: "draft" },
        revision: 2,
        accounts: [debtor.accountId],
        forDays: 30,
      },
    }),
  );

  for (const { id: phone, state } of phones) {
    await database.sql`update address set state = ${state} where id = ${phone}`;
  }
  expect(counts).toMatchObject({ messages: {}, unreached: 1, unwritten: 0 });
  expect(people.map(({ unsent }) => unsent)).toEqual([["no-address"]]);
});

test("asks the gate about a debtor as the engine would: what they said and what holds them counts", async () => {
  const who = { kind: "debtor", accountId: debtor.accountId };
  const [address] = await database.sql<
    { id: string }[]
  >`select id from address where kind = 'phone'`;
  await as.specialist("POST", `/api/addresses/${address?.id}/opt-out`, {
    body: { channel: "sms", how: "call" },
  });
  const optedOut = await tryOut(who);
  await as.specialist("POST", `/api/debtors/${debtor.debtorId}/holds`, {
    body: { state: "on_hold" },
  });

  const held = await tryOut(who);

  const refused = optedOut.moments.find(({ verdict }) => verdict !== null);
  expect(refused?.verdict?.kind).toBe("forbidden");
  expect(refused?.verdict?.answers.map(({ id: rule }) => rule)).toContain("stop.opted_out");
  expect(optedOut.moments.at(-1)?.stand.ended?.reason).toBe("sms.not-allowed");
  expect(held.moments.at(-1)?.stand).toMatchObject({ status: "held", holds: ["on_hold"] });
});
