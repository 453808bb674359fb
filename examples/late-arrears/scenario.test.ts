import { simulateFiles } from "@fairflow/server/simulate";
import { expect, test } from "vitest";

const folder = new URL(".", import.meta.url).pathname;

test("the notice goes to whoever neither paid nor promised, and a person decides once its days have passed", async () => {
  const { nodes, ended, messages } = await simulateFiles({
    flow: `${folder}flow.json`,
    accounts: `${folder}accounts.csv`,
    mapping: `${folder}accounts.mapping.json`,
    history: "settled=Settled",
    from: "2026-11-23",
    to: "2027-04-30",
    pack: "za-core",
    seed: 1,
    stopFacts: true,
  });

  // One of the six pays in the week after the SMS, and one has no postal address.
  expect(messages).toEqual({ sms: 6, email: 5, letter: 4 });
  expect(nodes["notice"]).toMatchObject({ entered: 5, exits: { elapsed: 4, "not-delivered": 1 } });
  expect(ended).toEqual({ Paid: 1, "no address": 1, "to legal": 4 });
});
