import { simulateFiles } from "@fairflow/server/simulate";
import { expect, test } from "vitest";

const folder = new URL(".", import.meta.url).pathname;

test("writes twice to whoever is silent, goes on where there is no mailbox, and then asks for a call", async () => {
  const { nodes, messages, ended, forbidden } = await simulateFiles({
    flow: `${folder}flow.json`,
    accounts: `${folder}accounts.csv`,
    mapping: `${folder}accounts.mapping.json`,
    history: "settled=Settled",
    from: "2026-11-23",
    // Accounts that have left may break another promise two weeks later.
    to: "2026-12-18",
    pack: "za-core",
    seed: 1,
    stopFacts: true,
  });

  expect(messages).toEqual({ sms: 5, email: 3, letter: 0 });
  expect(nodes["email"]?.exits).toEqual({ sent: 3, failed: 1 });
  expect(nodes["call"]?.entered).toBe(4);
  expect([ended, forbidden]).toEqual([{ Paid: 1, "to late arrears": 4 }, {}]);
});
