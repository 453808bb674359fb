import {
  addDays,
  instantAt,
  isLocalDate,
  localTime,
  zoneNamed,
  type LocalDate,
} from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { DASHBOARD_EXPORT_PATH, dashboardEndpoints, type FigureId } from "@fairflow/contract";
import { newId, shardOf, takeDailySnapshot } from "@fairflow/db";
import { foldFigures, recordPayment } from "@fairflow/engine";
import { beforeAll, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database, deps } = app;
const { sql } = database;
const RULE = "za.hours.cfdc";
const sample = await samplePerson(app);
const ZONE = zoneNamed(zones, "Africa/Johannesburg");
if (ZONE === undefined) throw new Error("Unknown zone");
const zone = ZONE;
const today = localTime(zone, new Date()).date;
const noon = instantAt(zone, today, 12 * 60);
const [place = { portfolio_id: "", client_id: "" }] = await sql<
  { portfolio_id: string; client_id: string }[]
>`
  select portfolio_id, client_id from account join portfolio on portfolio.id = portfolio_id where account.id = ${sample.accountId}`;

/** Beside the sample's message and what was kept back: four messages today, of which three arrived; a call that reached the debtor; and a payment of which a part went in. */
beforeAll(async () => {
  for (const arrived of [true, true, true, false]) await attempt({ channel: "sms", arrived });
  await attempt({ channel: "call", arrived: false, isRightParty: true });
  await recordPayment(deps.facts, {
    accountId: sample.accountId,
    amount: 5_000,
    source: "test",
    externalId: "dashboard",
    author: "test",
  });
});

test("figures are those of the month, whether or not they were added up", async () => {
  const before = await figures();

  await foldFigures(database);

  expect(before).toMatchObject({
    attempts: { kind: "count", count: 6 },
    sms: { kind: "count", count: 5 },
    contacts: { kind: "share", part: 4, whole: 6 },
    right_party: { kind: "share", part: 1, whole: 6 },
    collected: { kind: "money", amounts: [{ currency: "ZAR", minor: 5_000 }] },
    kept_back: { kind: "count", count: 2 },
    days_to_stop: { kind: "share", part: 1, whole: 1 },
  });
  expect(await figures()).toEqual(before);
});

test("what is told of a message later moves its figures", async () => {
  await sql`update attempt set status = 'delivered', delivered_at = ${noon} where status = 'accepted' and channel = 'sms'`;

  expect((await figures()).contacts).toEqual({ kind: "share", part: 6, whole: 6 });
});

test.for<[FigureId, number]>([
  ["attempts", 6],
  ["sms", 5],
  ["contacts", 6],
  ["right_party", 1],
  ["collected", 1],
  ["kept_back", 2],
  ["days_to_stop", 1],
  ["balance_age", 6],
  ["conversion", 0],
  ["promised", 0],
  ["held", 0],
  ["disputes", 0],
  ["cost", 0],
  ["letters", 0],
  ["email", 0],
  ["cure_rate", 0],
])("%s opens as many people as it counts", async ([id, count]) => {
  const { people } = await peopleOf(id, "");

  expect(people.map(({ debtorId }) => debtorId)).toEqual(
    Array.from({ length: count }, () => sample.debtorId),
  );
});

test("each part of a figure opens its people, and its parts come to the figure", async () => {
  const detail = await detailOf("attempts");

  const people = await Promise.all(
    detail.parts.map(
      async (part) => (await peopleOf("attempts", `?detail=${part.detail}`)).people.length,
    ),
  );

  expect(detail.parts.map(({ detail: part, value }) => [part, value])).toEqual([
    ["sms", { kind: "count", count: 5 }],
    ["call", { kind: "count", count: 1 }],
  ]);
  expect(people).toEqual([5, 1]);
  expect(detail.byDay.at(-1)).toEqual({ day: today, value: { kind: "count", count: 6 } });
});

test("behind contacts stands the rule that kept some back, with whom it kept back", async () => {
  const { rules } = await detailOf("contacts");
  const rule = rules.find((each) => each.rule.id === RULE);

  const behind = await peopleOf("kept_back", `?detail=${rule?.rule.id}`);

  expect(rules.map(({ times, before }) => [times, before])).toEqual([
    [1, 0],
    [1, 0],
  ]);
  expect(rule?.rule.packId).toBe("za-core");
  expect(behind.rule?.title).toBe(rule?.rule.title);
  expect(behind.people).toMatchObject([
    { debtorId: sample.debtorId, attemptId: expect.any(String) },
  ]);
});

test("whoever may not see people sees their initials", async () => {
  const masked = await peopleOf("attempts", "");
  const seen = await answerOf(
    dashboardEndpoints.figurePeople,
    await as.admin("GET", "/api/dashboard/figures/attempts/people"),
  );

  expect(masked.people[0]?.label).toMatch(/^(?:\p{Lu}\. ?)+$/u);
  expect(seen.people[0]?.label.length).toBeGreaterThan(masked.people[0]?.label.length ?? 0);
});

test("how accounts stand is that of the last close, and who was cured is seen from the one before", async () => {
  const monthBefore = addDays(monthStart(today), -1);
  await sql`update account set arrears = 1000, arrears_on = ${monthBefore} where id = ${sample.accountId}`;
  await close(monthBefore);
  await sql`update account set arrears = 0, oldest_unpaid_on = null where id = ${sample.accountId}`;
  await close(addDays(monthBefore, 1));

  const dashboard = await dashboardOf("");

  expect((await figures()).cure_rate).toEqual({ kind: "share", part: 1, whole: 1 });
  expect(dashboard.funnel?.buckets.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(1);
});

test("an unknown portfolio is not found, and a known one has its own figures", async () => {
  const unknown = await as.manager("GET", `/api/dashboard?portfolio=${newId()}`);
  const known = await dashboardOf(`?portfolio=${place.portfolio_id}`);

  expect(unknown.status).toBe(404);
  expect(known.figures.find(({ id }) => id === "attempts")?.value).toEqual({
    kind: "count",
    count: 6,
  });
});

test("a client has the figures of its own portfolios, and those of its parts", async () => {
  const [other] = await sql<{ id: string }[]>`
    with another as (insert into client (name, created_at) values ('Another', now()) returning id)
    insert into portfolio (client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone,
      small_balance_tolerance, pack_ids, created_at)
    select another.id, 'Its own', jurisdiction, collector_kind, brand, currency, languages, zone,
      small_balance_tolerance, pack_ids, portfolio.created_at
    from portfolio, another returning client_id as id`;
  const attempts = async (query: string) =>
    (await dashboardOf(query)).figures.find(({ id }) => id === "attempts")?.value;

  expect([
    await attempts(`?client=${place.client_id}`),
    await attempts(`?client=${other?.id}`),
  ]).toEqual([
    { kind: "count", count: 6 },
    { kind: "count", count: 0 },
  ]);
  expect((await peopleOf("sms", `?client=${place.client_id}`)).people).toHaveLength(5);
  expect(
    (await peopleOf("sms", `?client=${other?.id}&detail=${place.portfolio_id}`)).people,
  ).toEqual([]);
  const mixed = await as.manager(
    "GET",
    `/api/dashboard?client=${other?.id}&portfolio=${place.portfolio_id}`,
  );
  expect(mixed.status).toBe(404);
});

test("the dashboard and each figure come as CSV and as a workbook, and that is on the trail", async () => {
  const csv = await as.manager("GET", `${DASHBOARD_EXPORT_PATH}?format=csv&figure=attempts`);
  const xlsx = await as.manager("GET", `${DASHBOARD_EXPORT_PATH}?format=xlsx`);
  const strange = await as.manager("GET", `${DASHBOARD_EXPORT_PATH}?format=pdf`);

  expect((await csv.text()).split("\r\n").slice(0, 2)).toEqual([
    'By channel,Value,Of,Unit,"Month before, same working day","Of, month before"',
    "All,6,,,0,",
  ]);
  expect(new Uint8Array(await xlsx.arrayBuffer()).subarray(0, 2)).toEqual(
    new Uint8Array([0x50, 0x4b]),
  );
  expect(strange.status).toBe(400);
  const trail =
    await sql`select subject_id from audit where action = 'dashboard.export' order by id`;
  expect(trail.map((row) => row["subject_id"])).toEqual(["attempts", "all"]);
});

test("pages bring everybody once and the newest first, however they lie among the shards", async () => {
  const many = Array.from({ length: 130 }, (_, index) => ({
    // Most of them lie in three shards; the rest anywhere.
    debtorId:
      index % 5 === 0 ? newId() : newId().replace(/..$/, ["00", "01", "7f"][index % 3] ?? ""),
  }));
  for (const { debtorId } of many) await attempt({ channel: "email", arrived: false, debtorId });

  const listed: string[] = [];
  let cursor = "";
  do {
    const page = await peopleOf("email", cursor);
    listed.push(...page.people.map(({ id }) => id));
    cursor = page.next === null ? "" : `?cursor=${page.next}`;
  } while (cursor !== "");

  const stored = await sql<
    { id: string }[]
  >`select id from attempt where channel = 'email' and accepted_at is not null order by id desc`;
  expect(listed).toEqual(stored.map(({ id }) => id));
  expect(listed).toHaveLength(130);
});

async function dashboardOf(query: string) {
  return answerOf(dashboardEndpoints.dashboard, await as.manager("GET", `/api/dashboard${query}`));
}

async function figures() {
  const { figures: all } = await dashboardOf("");
  return Object.fromEntries(all.map(({ id, value }) => [id, value]));
}

async function detailOf(id: FigureId) {
  return answerOf(
    dashboardEndpoints.figureDetail,
    await as.manager("GET", `/api/dashboard/figures/${id}`),
  );
}

async function peopleOf(id: FigureId, query: string) {
  const answer = await as.manager("GET", `/api/dashboard/figures/${id}/people${query}`);
  return answerOf(dashboardEndpoints.figurePeople, answer);
}

async function attempt({
  channel,
  arrived,
  isRightParty = null,
  debtorId = sample.debtorId,
}: {
  readonly channel: string;
  readonly arrived: boolean;
  readonly isRightParty?: boolean | null;
  readonly debtorId?: string;
}): Promise<void> {
  const id = newId();
  await sql`
    insert into attempt (shard, id, debtor_id, client_id, portfolio_id, account_ids, channel, purpose, status, planned_for, not_before,
      verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at, debtor_epoch, created_at, claimed_at, accepted_at,
      delivered_at, is_right_party)
    values (${shardOf(debtorId)}, ${id}, ${debtorId}, ${place.client_id}, ${place.portfolio_id},
      array[${sample.accountId}::uuid], ${channel}, 'collection', ${arrived ? "delivered" : "accepted"}, ${today}, ${noon},
      'allowed', '{}', '{za-core@2026.11.0}', '{}'::jsonb, '{}', ${noon}, 0, ${noon}, ${noon}, ${noon},
      ${arrived ? noon : null}, ${isRightParty})`;
}

async function close(day: LocalDate): Promise<void> {
  await database.transaction((tx) =>
    takeDailySnapshot(tx, { portfolioId: place.portfolio_id, day, now: noon }),
  );
}

function monthStart(day: LocalDate): LocalDate {
  const first = `${day.slice(0, 8)}01`;
  if (!isLocalDate(first)) throw new RangeError(first);
  return first;
}
