import { simulateFiles } from "@fairflow/server/simulate";
import { expect, test } from "vitest";

const folder = new URL(".", import.meta.url).pathname;
const quarter = {
  flow: `${folder}flow.json`,
  accounts: `${folder}accounts.csv`,
  mapping: `${folder}accounts.mapping.json`,
  history: "",
  from: "2026-11-22",
  to: "2027-03-31",
  pack: "za-core",
  seed: 1,
  stopFacts: true,
} as const;

test("takes whoever never pays from the first reminder to the call, and hands over", async () => {
  const { enrolled, ended, nodes } = await simulateFiles(quarter);

  expect(enrolled).toBe(60);
  expect(ended).toEqual({ "to late arrears": 60 });
  expect(nodes["call"]).toMatchObject({ entered: 60, exits: { overdue: 60 } });
});

test("writes once to a customer with several invoices, and never on a Sunday or a public holiday", async () => {
  const { messages, messagesBeforeMerging, deferred, forbidden } = await simulateFiles(quarter);

  expect(messages.sms + messages.email + messages.letter).toBeLessThan(messagesBeforeMerging);
  // 13 and 20 December 2026 are Sundays, the 16th, 25th and 26th public holidays.
  expect(deferred["za.hours.recommended"]).toBeGreaterThan(deferred["za.hours.cfdc"] ?? 0);
  expect(forbidden).toEqual({});
});

test("goes on by letter where there is no number or mailbox", async () => {
  const { nodes } = await simulateFiles(quarter);

  expect(nodes["overdue-sms"]?.exits["failed"]).toBeGreaterThan(0);
  expect(nodes["letter"]).toMatchObject({ entered: 60, exits: { sent: 60 } });
});
