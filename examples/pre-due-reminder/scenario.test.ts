import { simulateFiles } from "@fairflow/server/simulate";
import { expect, test } from "vitest";

const folder = new URL(".", import.meta.url).pathname;

test("reminds everyone once, five days before, on paper where they asked for paper", async () => {
  const { nodes, messages } = await simulateFiles({
    flow: `${folder}flow.json`,
    accounts: `${folder}accounts.csv`,
    mapping: `${folder}accounts.mapping.json`,
    history: "",
    from: "2026-11-22",
    to: "2027-03-31",
    pack: "za-core",
    seed: 1,
    stopFacts: true,
  });

  const reminded = nodes["five-days"]?.exits["next"];
  expect(messages.sms + messages.letter).toBe(reminded);
  expect(messages.letter).toBe(nodes["how"]?.exits["letters"]);
  expect(messages.email).toBe(0);
});
