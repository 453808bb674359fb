import { simulateFiles } from "@fairflow/server/simulate";
import { expect, test } from "vitest";

const folder = new URL(".", import.meta.url).pathname;

const until = (to: `${number}-${number}-${number}`) =>
  simulateFiles({
    flow: `${folder}flow.json`,
    accounts: `${folder}accounts.csv`,
    mapping: `${folder}accounts.mapping.json`,
    history: "settled=Settled",
    from: "2026-11-23",
    to,
    pack: "za-core",
    seed: 1,
    stopFacts: true,
  });

// Posted on Thursday 26 November, delivered on the 29th: 30 November, 1-4 and 7-11 December are its ten business days.
test("nothing legal happens before the tenth business day after delivery is over", async () => {
  const [before, after] = [await until("2026-12-11"), await until("2026-12-12")];

  expect(before.messages).toEqual({ sms: 5, email: 0, letter: 4 });
  expect(before.nodes["notice"]).toMatchObject({ present: 3, exits: { "not-delivered": 1 } });
  expect(before.nodes["attorney"]?.entered).toBe(0);
  expect(after.nodes["notice"]).toMatchObject({ present: 0, exits: { elapsed: 3 } });
  expect(after.nodes["attorney"]).toMatchObject({ entered: 3, present: 3 });
});

test("the step waits for its own gate too: twenty business days of default", async () => {
  // Due on 20 November: 23-27, 30 November, 1-4, 7-11, 14, 15, 17, 18, 21 December; 16 December is a holiday.
  const report = await until("2026-12-12");
  const later = await until("2027-01-31");

  expect(report.deferred["za.gate.legal"]).toBe(1);
  expect(later.deferred["za.gate.legal"]).toBe(1);
  expect(later.forbidden["za.gate.legal"]).toBeUndefined();
  // Nobody does tasks in a simulation: those that the law let through in December are overdue by the end of January.
  expect(later.nodes["attorney"]).toMatchObject({ entered: 3, exits: { overdue: 3 } });
});

test("whoever pays while the days run is left alone", async () => {
  const { ended, assumptions } = await until("2027-01-31");

  expect(ended).toMatchObject({ paid: 1 });
  expect(assumptions).toEqual([
    "Every legal notice arrives, a letter after 3 days, an e-mail after a minute and an SMS after 10 seconds, and what proof is asked for comes with it.",
  ]);
});
