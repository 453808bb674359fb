import { simulateFiles } from "@fairflow/server/simulate";
import { expect, test } from "vitest";

const folder = new URL(".", import.meta.url).pathname;

test("takes in whoever disputes, asks them for nothing, and lets them go when they have paid", async () => {
  const { enrolled, nodes, messages, ended } = await simulateFiles({
    flow: `${folder}flow.json`,
    accounts: `${folder}accounts.csv`,
    mapping: `${folder}accounts.mapping.json`,
    history: "settled=Settled,disputed=Disputed",
    from: "2026-11-23",
    to: "2027-04-30",
    pack: "za-core",
    seed: 1,
    stopFacts: true,
  });

  // In a ledger a dispute ends with the payment.
  expect(enrolled).toBe(3);
  expect(nodes["pause"]).toMatchObject({ entered: 3, exits: { rejected: 3 } });
  expect(messages).toEqual({ sms: 0, email: 0, letter: 0 });
  expect(ended).toEqual({ paid: 3 });
});
