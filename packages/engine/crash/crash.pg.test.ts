import { testDatabase } from "@fairflow/testing";
import { expect, test } from "vitest";
import { runCrash } from "./run-crash.ts";
import { seededRandom } from "./seeded-random.ts";

const RUNS = 600;
const url = await testDatabase();

test("loses no run, takes no step twice and sends nothing twice while workers are killed", async () => {
  const { kills, ...report } = await runCrash({
    url,
    runs: RUNS,
    speed: 500,
    killEveryMs: 2_500,
    giveUpAfterMs: 50_000,
    random: seededRandom(1),
  });

  expect(report).toEqual({
    runs: RUNS,
    messages: 2 * RUNS,
    runsNotEnded: 0,
    stepsMissingOrTwice: 0,
    visitsLeftTwice: 0,
    messagesTwice: 0,
    acceptedAndNotRecorded: 0,
    recordedAndNotAccepted: 0,
    nodesOutOfBalance: 0,
  });
  expect(kills).toBeGreaterThan(0);
});
