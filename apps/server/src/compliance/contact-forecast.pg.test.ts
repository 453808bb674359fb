import { endpoints } from "@fairflow/contract";
import { ensurePortfolio } from "@fairflow/db";
import { expect, test } from "vitest";
import { answerOf, testApp } from "../test-app.ts";

const { as, database } = await testApp();

const TERMS = {
  clientName: "Kopano",
  jurisdiction: "ZA",
  collectorKind: "third_party",
  currency: "ZAR",
  languages: ["en"],
  zone: "Africa/Johannesburg",
} as const;
for (const name of ["Furniture", "Clothes"]) {
  await ensurePortfolio(database, { ...TERMS, name, packIds: ["za-core"] }, new Date());
}

const OPEN = [["00:00", "24:00"]];

async function forecast(body: object) {
  return answerOf(
    endpoints.contactForecast,
    await as.editor("POST", "/api/contact-forecast", { body }),
  );
}

test("everything waits while nobody has activated the pack; then it is told when it is held, by which rule", async () => {
  const before = await forecast({ channel: "sms", purpose: "collection" });
  await activate();

  const after = await forecast({ channel: "sms", purpose: "collection" });

  expect(before).toEqual([
    {
      portfolios: ["Clothes", "Furniture"],
      kind: "inactive",
      words: expect.stringMatching(/^Waits until an admin activates the rule pack South Africa/),
      rules: [],
    },
  ]);
  expect(after).toEqual([
    {
      portfolios: ["Clothes", "Furniture"],
      kind: "held",
      words: expect.stringMatching(/^May be held on Sundays.*before 08:00 and after 20:00/),
      rules: [
        expect.objectContaining({ id: "za.hours.cfdc", packId: "za-core" }),
        expect.objectContaining({ id: "za.hours.recommended", packId: "za-core" }),
      ],
    },
  ]);
});

test("a house rule of one portfolio holds there alone", async () => {
  await activate();
  const [{ id } = { id: "" }] = await database.sql<{ id: string }[]>`
    select id from portfolio where name = 'Clothes'`;
  const added = await as.admin("POST", "/api/compliance/house-rules", {
    body: {
      kind: "window",
      title: "No SMS on Wednesdays",
      portfolioId: id,
      channels: ["sms"],
      purposes: [],
      from: "2026-01-01",
      until: null,
      reason: "Agreed with the client",
      week: { mon: OPEN, tue: OPEN, wed: [], thu: OPEN, fri: OPEN, sat: OPEN, sun: OPEN },
      holiday: "as_weekday",
    },
  });

  const told = await forecast({ channel: "sms", purpose: "collection" });

  expect(added.status).toBe(200);
  expect(told.map(({ portfolios }) => portfolios)).toEqual([["Clothes"], ["Furniture"]]);
  expect(told[0]?.words).toMatch(/^May be held on Wednesdays and Sundays/);
  expect(told[0]?.rules.map(({ title }) => title)).toContain("No SMS on Wednesdays");
  expect(told[1]?.words).not.toContain("Wednesdays");
});

test("a purpose or channel that is none is refused", async () => {
  const response = await as.editor("POST", "/api/contact-forecast", {
    body: { channel: "sms", purpose: "gossip" },
  });

  expect(response.status).toBe(422);
});

async function activate(): Promise<void> {
  const { packs } = await answerOf(
    endpoints.compliancePacks,
    await as.admin("GET", "/api/compliance/packs"),
  );
  const pack = packs.find(({ id }) => id === "za-core");
  await as.admin("POST", "/api/compliance/packs/za-core/activation", {
    body: { digest: pack?.digest, name: "N. Dlamini", role: "Head", reason: "It has been read" },
  });
}
