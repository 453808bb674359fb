import { localTime } from "@fairflow/calendar";
import { endpoints } from "@fairflow/contract";
import { compileCriteria, type Criteria } from "@fairflow/criteria";
import { ensurePortfolio, loadFacts, newId } from "@fairflow/db";
import { emptyFlow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { knownZone } from "../debtors/known-zone.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { importLatePeople, LATE_PEOPLE } from "./late-people.ts";

const app = await testApp();
const { as, database } = app;
const today = localTime(knownZone("Africa/Johannesburg"), new Date()).date;

await importLatePeople(app, today);

const atLeast = (days: number): Criteria => ({
  kind: "rule",
  field: "account.days_past_due",
  operator: "at_least",
  value: days,
});
const owes = (cents: number): Criteria => ({
  kind: "rule",
  field: "account.arrears",
  operator: "at_least",
  value: cents,
});

test("says who would enter and leave as the evaluator does, account by account", async () => {
  const before: Criteria = {
    kind: "all",
    of: [atLeast(10), { kind: "not", of: owes(50_000) }],
  };
  const after: Criteria = { kind: "any", of: [atLeast(60), owes(30_000)] };
  await save("middle", { name: "Middle", criteria: before });

  const counted = await count({ criteria: after, insteadOf: "middle" });

  const [was, is] = await Promise.all([matched(before), matched(after)]);
  expect(counted).toEqual({
    matching: is.size,
    of: LATE_PEOPLE.length,
    change: { enter: without(is, was), leave: without(was, is) },
  });
  expect(counted).toEqual({ matching: 4, of: 6, change: { enter: 2, leave: 1 } });
});

test("a condition that replaces none has no one entering or leaving", async () => {
  expect(await count({ criteria: atLeast(30) })).toEqual({ matching: 3, of: 6, change: null });
});

test(
  "a count that takes longer than somebody waits is given up, and says so",
  { timeout: 20_000 },
  async () => {
    const answer = await database.transaction(async (tx) => {
      // Nobody can read accounts until this transaction is over.
      await tx.sql`lock table account in access exclusive mode`;
      return as.manager("POST", "/api/segments/count", { body: { criteria: atLeast(1) } });
    });

    expect(answer.status).toBe(503);
    expect((await errorOf(answer)).message).toBe("Counting takes too long at the moment.");
  },
);

test("a condition cannot replace a segment that is not there", async () => {
  const response = await as.editor("POST", "/api/segments/count", {
    body: { criteria: atLeast(1), insteadOf: "nowhere" },
  });

  expect(response.status).toBe(404);
});

test("the sample holds those who match and no one else, masked for who does not work with people", async () => {
  const ask = async (role: "specialist" | "manager") =>
    answerOf(
      endpoints.sampleSegment,
      await as[role]("POST", "/api/segments/sample", { body: { criteria: atLeast(30) } }),
    );

  const [unmasked, masked] = await Promise.all([ask("specialist"), ask("manager")]);

  expect(unmasked.accounts.map(({ name }) => name).toSorted()).toEqual([
    "Lerato Khumalo",
    "Pieter Nel",
    "Zanele Zulu",
  ]);
  expect(unmasked.accounts.find(({ name }) => name === "Pieter Nel")).toMatchObject({
    arrears: { minor: 50_000, currency: "ZAR" },
    daysPastDue: 44,
  });
  expect(masked.masked).toBe(true);
  expect(masked.accounts.map(({ accountId }) => accountId)).toEqual(
    unmasked.accounts.map(({ accountId }) => accountId),
  );
  expect(masked.accounts.map(({ name }) => name).toSorted()).toEqual(["L. K.", "P. N.", "Z. Z."]);
});

test("tells in which other segments those who match are, the most first, as the evaluator does", async () => {
  const others = { "over-ten": atLeast(10), "over-forty": atLeast(40), nobody: atLeast(900) };
  for (const [id, criteria] of Object.entries(others)) await save(id, { name: id, criteria });

  const answer = await answerOf(
    endpoints.overlapSegments,
    await as.manager("POST", "/api/segments/overlap", {
      body: { criteria: atLeast(20), except: "over-forty" },
    }),
  );

  const [own, ten] = await Promise.all([matched(atLeast(20)), matched(others["over-ten"])]);
  expect(answer.matching).toBe(own.size);
  expect(answer.overlaps.find(({ id }) => id === "over-ten")?.both).toBe(
    own.size - without(own, ten),
  );
  const ids = answer.overlaps.map(({ id }) => id);
  expect(ids).not.toContain("over-forty");
  expect(ids).not.toContain("nobody");
  const sizes = answer.overlaps.map(({ both }) => both);
  expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
});

test("keeps every version with its author, and tells which steps ask it", async () => {
  await save("kept", { name: "Kept", criteria: atLeast(1) });
  await as.admin("PUT", "/api/segments/kept", {
    body: { name: "Kept well", criteria: atLeast(2), basedOn: 1 },
  });
  const flow = {
    ...emptyFlow("Asks it"),
    nodes: [
      {
        id: "start",
        type: "start",
        name: "",
        config: { entry: { kind: "segment", segment: "kept" }, reentry: { kind: "never" } },
      },
      { id: "end", type: "end", name: "", config: { reason: "done" } },
    ],
    edges: [{ from: "start", exit: "next", to: "end" }],
  };
  const id = await newFlow("Asks it");
  await saveDraft(id, 1, flow);
  await database.sql`
    insert into flow_version (id, flow_id, number, document, template_versions, checksum, note, published_by,
      published_at, status)
    select ${newId()}, flow_id, 1, document, '{}', '\\x00', 'first', 'nobody', now(), 'live' from draft
    where flow_id = ${id}`;
  await saveDraft(id, 2, {
    ...flow,
    nodes: flow.nodes.map((node) => ({ ...node, name: node.id === "start" ? "Who is late" : "" })),
  });

  const segment = await answerOf(
    endpoints.segment,
    await as.specialist("GET", "/api/segments/kept"),
  );
  const list = await answerOf(endpoints.segments, await as.manager("GET", "/api/segments"));

  expect(segment).toMatchObject({ id: "kept", name: "Kept well", version: 2 });
  expect(
    segment.versions.map(({ number, criteria, madeBy }) => ({ number, criteria, madeBy })),
  ).toEqual([
    { number: 2, criteria: atLeast(2), madeBy: "The admin" },
    { number: 1, criteria: atLeast(1), madeBy: "The editor" },
  ]);
  expect(segment.uses).toEqual([
    {
      flowId: id,
      flowName: "Asks it",
      version: null,
      isLive: false,
      node: { id: "start", name: "Who is late" },
    },
    {
      flowId: id,
      flowName: "Asks it",
      version: 1,
      isLive: true,
      node: { id: "start", name: "Start" },
    },
  ]);
  expect(list.find((each) => each.id === "kept")).toMatchObject({
    version: 2,
    flows: 1,
    changedBy: "The admin",
  });
});

test("of two who change one version the second is told, and nothing is lost", async () => {
  await save("shared", { name: "Shared", criteria: atLeast(1) });
  await save("shared", { name: "Shared", criteria: atLeast(2), basedOn: 1 });

  const second = await as.admin("PUT", "/api/segments/shared", {
    body: { name: "Shared", criteria: atLeast(3), basedOn: 1 },
  });
  const taken = await as.admin("PUT", "/api/segments/shared", {
    body: { name: "Another", criteria: atLeast(3), basedOn: 0 },
  });

  expect([second.status, taken.status]).toEqual([412, 412]);
  expect((await errorOf(second)).details).toEqual({
    id: "shared",
    name: "Shared",
    version: 2,
    criteria: atLeast(2),
  });
});

test("what the law will do is told for the portfolios that a segment takes accounts from alone", async () => {
  await ensurePortfolio(
    database,
    {
      clientName: "Another",
      name: "Abroad",
      jurisdiction: "GB",
      collectorKind: "third_party",
      currency: "GBP",
      languages: ["en"],
      zone: "Europe/London",
      packIds: ["uk-core"],
    },
    new Date(),
  );
  await save("late-here", { name: "Late here", criteria: atLeast(1) });
  const portfolios = async (segment?: string) => {
    const body = { channel: "sms", purpose: "collection", segment };
    const response = await as.editor("POST", "/api/contact-forecast", { body });
    const told = await answerOf(endpoints.contactForecast, response);
    return told.flatMap((each) => each.portfolios);
  };

  expect(await portfolios("late-here")).toHaveLength(1);
  expect(await portfolios("late-here")).not.toContain("Abroad");
  expect(await portfolios()).toContain("Abroad");
});

test("there is no segment of an unknown id", async () => {
  expect((await as.editor("GET", "/api/segments/nowhere")).status).toBe(404);
});

/** Whom the evaluator takes in, of everybody. */
async function matched(criteria: Criteria): Promise<ReadonlySet<string>> {
  const accounts = await database.sql<{ id: string }[]>`select id from account`;
  const facts = await loadFacts(database, {
    of: { accounts: accounts.map(({ id }) => id) },
    today,
  });
  const isTrue = compileCriteria(criteria);
  return new Set(
    facts.flatMap(({ accountId, values }) => (isTrue(values, today) ? [accountId] : [])),
  );
}

/** How many are in the one and not in the other. */
function without(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...one].filter((each) => !other.has(each)).length;
}

async function count(body: object) {
  return answerOf(
    endpoints.countSegment,
    await as.manager("POST", "/api/segments/count", { body }),
  );
}

async function save(id: string, body: object) {
  return answerOf(endpoints.saveSegment, await as.editor("PUT", `/api/segments/${id}`, { body }));
}

async function newFlow(name: string): Promise<string> {
  const created = await as.editor("POST", "/api/flows", { body: { name } });
  return (await answerOf(endpoints.createFlow, created)).id;
}

async function saveDraft(id: string, revision: number, flow: object): Promise<void> {
  const response = await as.editor("PUT", `/api/flows/${id}/draft`, {
    headers: { "if-match": `"${revision}"` },
    body: { flow },
  });
  await answerOf(endpoints.saveDraft, response);
}
