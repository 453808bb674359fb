import {
  dashboardEndpoints,
  experimentEndpoints,
  reportEndpoints,
  type ArmFigure,
  type ExperimentArm,
  type FigureValue,
  type OutputOf,
} from "@fairflow/contract";
import { openDemo } from "@fairflow/demo";
import { beforeAll, expect, test } from "vitest";
import { answerOf, testApp } from "../test-app.ts";
import { plainConversions, plainCures } from "./plain-shares.ts";

/** Nothing of the demo world is told here: what is shown of its past is held against plain SQL over it. */
const app = await testApp();
const { as, database, deps } = app;
const { sql } = database;
type Page = OutputOf<typeof experimentEndpoints.experimentPeople>;
type Person = Page["people"][number];

const SUNDAY = new Date("2026-11-22T10:00:00Z");

beforeAll(async () => {
  const keyring = deps.keys();
  const input = { database, keyring, publicUrl: "http://localhost", realNow: SUNDAY, speed: 0 };
  await openDemo({ ...input, debtors: 280 });
});

test("conversion is of the entries that began in the days, and equals plain SQL over the runs", async () => {
  const { days, figures, flows } = await dashboard();
  const now = await plainConversions(database, days.from, days.through);
  const before = await plainConversions(database, days.comparedFrom, days.comparedThrough);
  const figure = figures.find(({ id }) => id === "conversion");

  expect(figure?.value).toEqual(shareOf(now));
  expect(figure?.before).toEqual(shareOf(before));
  expect(Math.min(shareOf(now).part, shareOf(before).part)).toBeGreaterThan(10);
  expect(
    flows.map(({ id, entries, converted }) => ({ flow: id, whole: entries, part: converted })),
  ).toEqual(expect.arrayContaining(now));
  // Many ended well that had begun the month before: with them, more could end than began.
  expect(flows.reduce((sum, { goals }) => sum + goals, 0)).toBeGreaterThan(shareOf(now).part);
});

test("the cure rate is of the accounts that were in arrears before the month, each once", async () => {
  const { days, figures } = await dashboard();
  const figure = figures.find(({ id }) => id === "cure_rate");

  expect(figure?.value).toEqual(await plainCures(database, days.from, days.through));
  expect(figure?.before).toEqual(
    await plainCures(database, days.comparedFrom, days.comparedThrough),
  );
});

test("conversion and cures open as many people as they count", async () => {
  const { figures } = await dashboard();
  const counted = figures.filter(({ id }) => id === "conversion" || id === "cure_rate");

  for (const { id, value } of counted) {
    expect([id, await countOpened(id)]).toEqual([id, value.kind === "share" ? value.part : 0]);
  }
  expect(counted).toHaveLength(2);
});

test("no figure is a share above the whole, on no day and in no part", async () => {
  const { figures } = await dashboard();
  const above: unknown[] = [];

  for (const { id } of figures) {
    const detail = await answerOf(
      dashboardEndpoints.figureDetail,
      await as.manager("GET", `/api/dashboard/figures/${id}`),
    );
    const told = [detail.figure, ...detail.parts, ...detail.byDay].map(({ value }) => value);
    above.push(...told.filter(isAboveWhole).map((value) => [id, value]));
  }

  expect(above).toEqual([]);
});

test("reports show the demo's past from its first morning, and its ageing is that of the ledger", async () => {
  const { days } = await answerOf(
    reportEndpoints.reportChoices,
    await as.manager("GET", "/api/report-choices"),
  );
  const ageing = await report("ageing");
  const rolls = await report("rolls");
  const [owed] = await sql<{ accounts: number; balance: number }[]>`
    select count(*)::int as accounts, sum(balance)::bigint as balance from (
      select sum(amount) as balance from ledger_entry
      where recorded_at < '2026-11-19T22:00:00Z' group by account_id having sum(amount) > 1000
    ) as each`;
  const sum = (column: number) =>
    (ageing[0]?.rows ?? []).reduce((total, row) => total + Number(row[column]), 0);

  expect(days).toEqual({ first: "2026-08-21", last: "2026-11-19" });
  expect({ accounts: sum(1), balance: sum(2) }).toEqual(owed);
  expect(rolls.map(({ id, rows }) => [id, rows.some((row) => Number(row[1]) > 0)])).toEqual([
    ["roll-rates-balance", true],
    ["roll-rates-accounts", true],
    ["cures", true],
    ["re-default", true],
  ]);
});

test("the demo's experiment shows its shares, is not decided, and its numbers open their people", async () => {
  const [listed] = await answerOf(
    experimentEndpoints.experiments,
    await as.editor("GET", "/api/experiments"),
  );
  const path = `/api/experiments/${listed?.flowId}/${listed?.nodeId}`;
  const shown = await answerOf(experimentEndpoints.experiment, await as.manager("GET", path));
  const opened = async ({ id }: ExperimentArm, figure: ArmFigure) => {
    const all: Person[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const query: string = `arm=${id}&figure=${figure}&after=${after}`;
      const answer = await as.manager("GET", `${path}/people?${query}`);
      const page: Page = await answerOf(experimentEndpoints.experimentPeople, answer);
      all.push(...page.people);
      after = page.next;
    }
    return all;
  };

  expect(listed).toMatchObject({ flowName: "Early arrears", name: "Which wording?" });
  expect(shown.arms.map(({ label }) => label)).toEqual(["Plain", "With thanks"]);
  expect(shown.verdict.kind).toBe("too-early");
  expect(shown.history.length).toBeGreaterThan(3);
  for (const arm of shown.arms) {
    const counts = [arm.drawn, arm.people, arm.complaints, arm.optOuts];
    const figures = ["drawn", "counted", "complaints", "opt-outs"] as const;
    const people = await Promise.all(figures.map((figure) => opened(arm, figure)));
    const paid = await opened(arm, "paid");

    expect(arm.drawn).toBeGreaterThan(arm.people);
    expect(people.map(({ length }) => length)).toEqual(counts);
    expect(paid.reduce((sum, { amount }) => sum + (amount?.minor ?? 0), 0)).toBe(arm.collected);
  }
});

async function dashboard() {
  return answerOf(dashboardEndpoints.dashboard, await as.manager("GET", "/api/dashboard"));
}

async function report(kind: "ageing" | "rolls") {
  const asked = "currency=ZAR&from=2026-10-20&to=2026-11-19";
  const answer = await as.manager("GET", `/api/reports/${kind}?${asked}`);
  return (await answerOf(reportEndpoints.report, answer)).tables;
}

async function countOpened(figure: string): Promise<number> {
  let [count, cursor] = [0, ""];
  for (;;) {
    const answer = await as.manager("GET", `/api/dashboard/figures/${figure}/people${cursor}`);
    const { people, next } = await answerOf(dashboardEndpoints.figurePeople, answer);
    count += people.length;
    if (next === null) return count;
    cursor = `?cursor=${encodeURIComponent(next)}`;
  }
}

function shareOf(flows: readonly { readonly part: number; readonly whole: number }[]) {
  const sum = (of: "part" | "whole") => flows.reduce((total, flow) => total + flow[of], 0);
  return { kind: "share" as const, part: sum("part"), whole: sum("whole") };
}

function isAboveWhole(value: FigureValue): boolean {
  return value.kind === "share" && value.part > value.whole;
}
