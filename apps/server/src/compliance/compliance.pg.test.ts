import { endpoints, type OutputOf } from "@fairflow/contract";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database } = app;
const PACK = "/api/compliance/packs/za-core";
const WORDS = { name: "N. Dlamini", role: "Head of compliance", reason: "Counsel has read it" };

async function packs(): Promise<OutputOf<typeof endpoints.compliancePacks>> {
  return answerOf(endpoints.compliancePacks, await as.editor("GET", "/api/compliance/packs"));
}

async function za() {
  const found = (await packs()).packs.find(({ id }) => id === "za-core");
  if (found === undefined) throw new Error("There is no za-core");
  return found;
}

async function audited(action: string) {
  return database.sql`
    select subject_id as subject, reason from audit where action = ${action} order by id desc`;
}

function switched(rule: string, isOn: boolean, pack = "za-core") {
  return as.admin("PUT", `/api/compliance/rules/${pack}/${rule}/switch`, {
    body: { isOn, reason: "Agreed with the client" },
  });
}

test("a pack is out of use until somebody puts it into use on their word, and again when it is taken out", async () => {
  const before = await za();
  const body = { digest: before.digest, ...WORDS };

  const active = await as.admin("POST", `${PACK}/activation`, { body });
  const after = await za();
  const taken = await as.admin("POST", `${PACK}/deactivation`, { body: { reason: "A mistake" } });

  expect(before).toMatchObject({ active: null, isDraft: true, newer: null });
  expect(active.status).toBe(200);
  expect(after.active).toMatchObject({ by: WORDS.name, role: WORDS.role, reason: WORDS.reason });
  expect(taken.status).toBe(200);
  expect((await za()).active).toBe(null);
  expect(await audited("pack.activate")).toEqual([{ subject: "za-core", reason: WORDS.reason }]);
  expect(await audited("pack.deactivate")).toEqual([{ subject: "za-core", reason: "A mistake" }]);
});

test("only the version that was looked at is put into use, and the stop facts need nobody's word", async () => {
  const body = { digest: "0".repeat(64), ...WORDS };

  const other = await as.admin("POST", `${PACK}/activation`, { body });
  const stop = await as.admin("POST", "/api/compliance/packs/stop-facts/deactivation", {
    body: { reason: "Try it" },
  });

  expect(other.status).toBe(409);
  expect((await errorOf(stop)).message).toContain("hold in every place");
});

test("a recommended rule can be switched off with a reason and on again; nobody sees it as the law's", async () => {
  const rule = (await za()).rules.find(({ maySwitchOff }) => maySwitchOff);
  if (rule === undefined) throw new Error("za-core has no rule that may be switched off");

  const off = await switched(rule.id, false);
  const whileOff = (await za()).rules.find(({ id }) => id === rule.id);
  const twice = await switched(rule.id, false);
  const on = await switched(rule.id, true);

  expect([off.status, twice.status, on.status]).toEqual([200, 409, 200]);
  expect(whileOff?.switchedOff).toMatchObject({
    by: "The admin",
    reason: "Agreed with the client",
  });
  expect((await za()).rules.find(({ id }) => id === rule.id)?.switchedOff).toBe(null);
  expect(await audited("rule.switch")).toHaveLength(2);
});

test.for([
  ["za-core", "za.hours.cfdc", "statutory rules have no switch"],
  ["stop-facts", "stop.dispute", "statutory rules have no switch"],
  ["stop-facts", "stop.opted_out", "statutory rules have no switch"],
] as const)("%s %s has no switch, and says why", async ([pack, rule, words]) => {
  const answer = await switched(rule, false, pack);

  expect(answer.status).toBe(422);
  expect((await errorOf(answer)).message).toContain(words);
});

test("an unknown rule or pack is said to be unknown", async () => {
  expect((await switched("za.nothing", false)).status).toBe(404);
  expect((await switched("za.nothing", false, "zz-core")).status).toBe(404);
});

const CAP = {
  kind: "cap",
  title: "Two a week",
  portfolioId: null,
  channels: ["sms"],
  purposes: [],
  from: "2026-01-01",
  until: null,
  reason: "Fewer complaints",
  limit: 2,
  days: 7,
  per: "consumer",
};

test("a house rule is added in words, is asked on the bench, and ends with a reason", async () => {
  const added = await answerOf(
    endpoints.addHouseRule,
    await as.admin("POST", "/api/compliance/house-rules", { body: CAP }),
  );
  const history = ["2026-11-23T09:00:00Z", "2026-11-24T07:00:00Z"].map((at) => ({
    at,
    channel: "sms",
    outcome: "delivered",
    direction: "outbound",
    purpose: "collection",
    debts: [{ debtId: "D1", accountId: "A1" }],
  }));
  const withIt = await benched({ history });
  const withoutIt = await benched({ history }, { houseRules: false });
  const ended = await as.admin("POST", `/api/compliance/house-rules/${added.id}/end`, {
    body: { reason: "The campaign is over" },
  });
  const again = await as.admin("POST", `/api/compliance/house-rules/${added.id}/end`, {
    body: { reason: "The campaign is over" },
  });
  const [listed] = await answerOf(
    endpoints.houseRules,
    await as.manager("GET", "/api/compliance/house-rules"),
  );

  expect(withoutIt.verdict.kind).toBe("allowed");
  expect(withIt.verdict).toMatchObject({ kind: "deferred" });
  expect(withIt.verdict.answers[0]).toMatchObject({ id: `house.${added.id}`, effect: "refuses" });
  expect([ended.status, again.status]).toEqual([200, 404]);
  expect(listed).toMatchObject({ state: "ended", addedBy: "The admin", rule: CAP });
  expect(listed?.words).toContain("7");
  expect((await benched({ history })).verdict.kind).toBe("allowed");
  expect(await audited("house-rule.add")).toHaveLength(1);
  expect(await audited("house-rule.end")).toHaveLength(1);
});

test.for([
  [{ limit: 0 }, "leaves at least one"],
  [{ purposes: ["statutory_notice"] }, "Invalid option"],
  [{ until: "2025-01-01" }, "Must end after it begins"],
  [{ portfolioId: "01a204ff-69d0-792c-af73-ac85280b668f" }, "no such portfolio"],
] as const)("a house rule that could not hold is refused: %j", async ([change, words]) => {
  const answer = await as.admin("POST", "/api/compliance/house-rules", {
    body: { ...CAP, ...change },
  });

  expect([404, 422]).toContain(answer.status);
  expect((await errorOf(answer)).message).toContain(words);
});

async function benched(change: object, options: object = {}) {
  return answerOf(
    endpoints.bench,
    await as.editor("POST", "/api/compliance/bench", {
      body: {
        case: {
          zones: ["Africa/Johannesburg"],
          actor: "third_party",
          channel: "sms",
          purpose: "collection",
          debts: [{ debtId: "D1", accountId: "A1" }],
          states: [],
          history: [],
          notices: [],
          ...change,
        },
        packs: ["za-core"],
        houseRules: true,
        portfolioId: null,
        // A Tuesday at ten in Johannesburg.
        atMs: Date.parse("2026-11-24T08:00:00Z"),
        ...options,
      },
    }),
  );
}

test("the bench answers with the rules that spoke, what would change it, and the answers of a week", async () => {
  const open = await benched({});
  const night = await benched({}, { atMs: Date.parse("2026-11-24T20:30:00Z") });
  const held = await benched({ states: [{ state: "dispute_open", debtId: "D1" }] });

  expect(open).toMatchObject({ zone: "Africa/Johannesburg", verdict: { kind: "allowed" } });
  expect(open.week.toMs - open.week.fromMs).toBe(7 * 86_400_000);
  expect(
    open.week.parts.flatMap(({ date, fromMinute, toMinute, kind, rules }) =>
      date === "2026-11-24" ? [[fromMinute, toMinute, kind, rules]] : [],
    ),
  ).toEqual([
    [0, 360, "deferred", ["za.hours.cfdc", "za.hours.recommended"]],
    [360, 480, "deferred", ["za.hours.recommended"]],
    [480, 1200, "allowed", []],
    [1200, 1260, "deferred", ["za.hours.recommended"]],
    [1260, 1440, "deferred", ["za.hours.cfdc", "za.hours.recommended"]],
  ]);
  expect(open.week.rules.map(({ id }) => id)).toContain("za.hours.cfdc");
  expect(night.verdict.kind).toBe("deferred");
  expect(night.verdict.answers.map(({ id }) => id)).toContain("za.hours.cfdc");
  expect(night.verdict.changes[0]?.atMs).toBe(night.verdict.earliestMs);
  expect(held.verdict).toMatchObject({ kind: "forbidden", earliestMs: null });
  expect(held.verdict.answers.map(({ id }) => id)).toContain("stop.dispute");
  expect([...new Set(held.week.parts.map(({ kind }) => kind))]).toEqual(["forbidden"]);
});

test.for([
  [{ packs: ["zz-core"] }, 422],
  [{ atMs: 9_000_000_000_000_000 }, 422],
  [{ case: { zones: [] } }, 422],
] as const)("a bench that cannot be asked is refused: %j", async ([change, status]) => {
  const answer = await as.editor("POST", "/api/compliance/bench", {
    body: {
      case: {
        zones: ["Africa/Johannesburg"],
        actor: "third_party",
        channel: "sms",
        purpose: "collection",
        debts: [{ debtId: "D1", accountId: "A1" }],
        states: [],
        history: [],
        notices: [],
      },
      packs: ["za-core"],
      houseRules: false,
      portfolioId: null,
      atMs: 0,
      ...change,
    },
  });

  expect(answer.status).toBe(status);
});

test("the holidays of a year are those of the law's tables with each pack's corrections", async () => {
  const of = async (query: string) =>
    answerOf(endpoints.holidays, await as.manager("GET", `/api/compliance/holidays${query}`));

  const declared = await of("?year=2021");
  const now = await of("");
  const beyond = await as.manager("GET", "/api/compliance/holidays?year=2031");

  const calendar = declared.calendars.find(({ packId }) => packId === "za-core");
  expect(calendar).toMatchObject({
    place: null,
    table: "date-holidays:ZA",
    weekend: ["sat", "sun"],
  });
  expect(calendar?.days.filter(({ origin }) => origin === "added")).toEqual([
    expect.objectContaining({ date: "2021-11-01", source: expect.stringContaining("2021") }),
  ]);
  expect(calendar?.days).toContainEqual({
    date: "2021-12-16",
    name: "Day of Reconciliation",
    origin: "table",
    source: null,
  });
  expect(declared.calendars.map(({ place }) => place)).toContain("GB-SCT");
  expect(declared.calendars.map(({ packId }) => packId)).not.toContain("stop-facts");
  expect(now).toMatchObject({ year: 2026, firstYear: 2010, lastYear: 2030 });
  expect(beyond.status).toBe(422);
  expect((await errorOf(beyond)).message).toContain("2010 to 2030");
});

test("two versions of a pack are set side by side", async () => {
  const [version] = await answerOf(
    endpoints.packVersions,
    await as.editor("GET", `${PACK}/versions`),
  );
  const digest = version?.digest ?? "";

  const same = await answerOf(
    endpoints.packDifference,
    await as.editor("GET", `${PACK}/difference?from=${digest}&to=${digest}`),
  );

  expect(version).toMatchObject({ isInUse: true });
  expect(same).toMatchObject({ pack: [], rules: [] });
  expect((await as.editor("GET", "/api/compliance/packs/zz/versions")).status).toBe(404);
});

test("a debtor's page says for each channel when contact is allowed, and that nobody has activated the law", async () => {
  const person = await samplePerson(app);
  const path = `/api/debtors/${person.debtorId}/next-contact`;
  await as.admin("POST", `${PACK}/deactivation`, { body: { reason: "To see it wait" } });

  const waiting = await answerOf(endpoints.nextContact, await as.specialist("GET", path));
  const { digest } = await za();
  await as.admin("POST", `${PACK}/activation`, { body: { digest, ...WORDS } });
  const active = await answerOf(endpoints.nextContact, await as.manager("GET", path));

  const [portfolio] = waiting.portfolios;
  expect(portfolio?.channels.map(({ channel }) => channel)).toEqual([
    "sms",
    "email",
    "letter",
    "call",
  ]);
  const [sms] = portfolio?.channels ?? [];
  expect(sms?.address?.text).toBe("+27821234567");
  expect(sms?.verdict.kind).toBe("deferred");
  expect(sms?.verdict.answers.map(({ id }) => id)).toContain("stop.law_not_active");
  const [masked] = active.portfolios[0]?.channels ?? [];
  expect(masked?.address?.text).not.toContain("82123");
  expect(masked?.verdict.answers.map(({ id }) => id)).not.toContain("stop.law_not_active");
  expect((await as.editor("GET", path.replace(/[0-9a-f]{4}\//, "0000/"))).status).toBe(404);
});

test("an attempt that is older than the law's record says what its row says", async () => {
  const [row] = await database.sql<{ id: string }[]>`
    select id from attempt where verdict = 'deferred'`;

  const why = await answerOf(
    endpoints.attemptWhy,
    await as.editor("GET", `/api/attempts/${row?.id}/why`),
  );

  expect(why.verdicts[0]).toMatchObject({ kind: "deferred", replay: "law-not-kept", case: null });
  expect(why.verdicts[0]?.answers.map(({ id }) => id)).toEqual(["za.hours.weekday"]);
});

test("every change of the law is on record, the newest first", async () => {
  const revisions = await answerOf(
    endpoints.lawRevisions,
    await as.manager("GET", "/api/compliance/revisions"),
  );

  expect(revisions.at(-1)).toMatchObject({ madeBy: "Fairflow" });
  expect(revisions.map(({ id }) => id)).toEqual(
    revisions.map(({ id }) => id).toSorted((a, b) => b - a),
  );
});
