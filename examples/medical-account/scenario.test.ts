import { simulateFiles } from "@fairflow/server/simulate";
import { expect, test } from "vitest";

const folder = new URL(".", import.meta.url).pathname;

test("no patient hears anything while the scheme has its thirty days, and who is no patient is left out", async () => {
  const sent: string[] = [];
  const { enrolled, ended, messages } = await simulateFiles(
    {
      flow: `${folder}flow.json`,
      accounts: `${folder}accounts.csv`,
      mapping: `${folder}accounts.mapping.json`,
      history: "settled=Settled",
      from: "2026-11-23",
      to: "2027-04-30",
      pack: "za-core",
      seed: 1,
      stopFacts: true,
    },
    { onMessage: ({ at }) => sent.push(at.toISOString()) },
  );

  expect(enrolled).toBe(4);
  // The thirty-first day is over as Christmas Eve begins in South Africa.
  expect(sent.toSorted().at(0)).toBe("2026-12-23T22:00:00.000Z");
  expect(messages).toEqual({ sms: 3, email: 0, letter: 3 });
  expect(ended).toEqual({ Settled: 1, "a person decides": 3 });
});
