import { endpoints } from "@fairflow/contract";
import { portfolioLaws, setClock } from "@fairflow/db";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, testApp } from "../test-app.ts";
import { lawHealth, lawNotices } from "./law-health.ts";

const app = await testApp();
const { anonymous, database, deps } = app;

test("health names every pack of the law with its version, its review and the time zones that it needs", async () => {
  await samplePerson(app);
  const [portfolio] = await portfolioLaws(database.sql);

  const { law, tzdata } = await answerOf(endpoints.health, await anonymous("GET", "/api/health"));

  expect(portfolio?.packIds).toEqual(["za-core"]);
  expect(law.packs.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["us-federal-states", "za-core"]),
  );
  expect(law.packs.map(({ id }) => id)).not.toContain("stop-facts");
  expect(law.packs.find(({ id }) => id === "za-core")).toMatchObject({
    version: expect.stringMatching(/^\d{4}\.\d{2}\.\d+$/),
    isUsed: true,
    isStale: false,
    isDraft: true,
    tzdataIsTooOld: false,
  });
  expect(tzdata.table).toMatch(/^\d{4}[a-z]$/);
});

test("a pack in use that was not reviewed in time is stale, and whoever publishes is told", async () => {
  await samplePerson(app);
  const before = await lawHealth(database, deps.facts.law);
  await setClock(database, { speed: 0, now: new Date("2029-01-01T08:00:00Z") });

  const after = await lawHealth(database, deps.facts.law);

  const za = after.packs.find(({ id }) => id === "za-core");
  expect(za?.isStale).toBe(true);
  const told = `The rule pack za-core was to be reviewed by ${za?.reviewBy}: the law may have changed since.`;
  expect(lawNotices(before)).not.toContain(told);
  expect(lawNotices(after)).toContain(told);
  expect(lawNotices(after).filter((words) => words.includes("us-federal-states"))).toEqual([]);
});
