import { expect, test } from "vitest";
import type { CaseAttempt, CaseState, ContactCase } from "./contact-case.ts";
import { permit } from "./permit.ts";
import { allowed, attempt, compiled, deferred, forbidden, now, plain } from "./plain-case.ts";
import type { Verdict } from "./verdict.ts";

test.for<[string, CaseState, Partial<ContactCase>, Verdict]>([
  ["paid", { state: "paid", debtId: "D1" }, {}, forbidden("rules", ["stop.paid", "za.hold.paid"])],
  ["paid, but another debt", { state: "paid", debtId: "D2" }, {}, allowed],
  ["a receipt after payment", { state: "paid" }, { purpose: "reply_to_consumer" }, allowed],
  [
    "dispute",
    { state: "dispute_open" },
    {},
    forbidden("rules", ["stop.dispute", "za.hold.dispute"]),
  ],
  [
    "a dispute that was decided: until the time to answer is over",
    { state: "dispute_decided", until: new Date("2026-11-26T22:00:00Z") },
    {},
    deferred("2026-11-27T06:00:00Z", ["stop.dispute_decided"]),
  ],
  [
    "the letter that says what was decided",
    { state: "dispute_decided", until: new Date("2026-11-26T22:00:00Z") },
    { purpose: "reply_to_consumer" },
    allowed,
  ],
  [
    "says it is paid: five business days after the day itself",
    { state: "claims_paid", since: "2026-11-20" },
    {},
    deferred("2026-11-28T07:00:00Z", ["stop.claims_paid", "za.hold.claims_paid"]),
  ],
  [
    "a promise that is open until a known day",
    { state: "promise_open", until: new Date("2026-11-26T22:00:00Z") },
    {},
    deferred("2026-11-27T06:00:00Z", ["stop.promise_open"]),
  ],
  [
    "a hold that has ended",
    { state: "on_hold", until: new Date("2026-11-24T08:00:00Z") },
    {},
    allowed,
  ],
  ["a hold that has not begun", { state: "on_hold", since: "2026-11-25" }, {}, allowed],
  [
    "payment reversed this morning",
    { state: "payment_reversed", since: "2026-11-24" },
    {},
    deferred("2026-11-25T06:00:00Z", ["stop.payment_reversed"]),
  ],
  [
    "opted out of the channel",
    { state: "opted_out", channel: "sms" },
    {},
    forbidden("rules", ["stop.opted_out", "za.hold.optout_channel"]),
  ],
  ["opted out of another channel", { state: "opted_out", channel: "email" }, {}, allowed],
  [
    "opted out, which in ZA reaches the whole channel",
    { state: "opted_out", channel: "sms", addressId: "address-2" },
    {},
    forbidden("rules", ["stop.opted_out", "za.hold.optout_channel"]),
  ],
  [
    "the address is somebody else's, on every channel",
    { state: "wrong_party", addressId: "address-1" },
    { channel: "call" },
    forbidden("rules", ["stop.wrong_party"]),
  ],
  [
    "another address is somebody else's",
    { state: "wrong_party", addressId: "address-2" },
    {},
    allowed,
  ],
  [
    "erased, even for an answer",
    { state: "erased" },
    { purpose: "reply_to_consumer" },
    forbidden("rules", ["stop.erased"]),
  ],
  ["a misspelt hold", { state: "dispute_opened" }, {}, forbidden("state-unknown", [])],
])("stop facts: %s", ([, state, change, expected]) => {
  const verdict = permit(
    [compiled("stop-facts"), compiled("za-core")],
    { ...plain, ...change, states: [state] },
    now,
  );

  expect(verdict).toEqual(expected);
});

test("an opt-out reaches one address where the pack says so, and any other where the address is not known", () => {
  const us = compiled("us-federal-states");
  const optedOut: CaseState = { state: "opted_out", channel: "sms", addressId: "address-2" };
  const american: ContactCase = {
    ...plain,
    zones: ["America/New_York"],
    consents: [{}],
    states: [optedOut],
  };
  const noon = new Date("2026-11-24T12:00:00-05:00");

  expect(permit([us], american, noon)).toEqual(allowed);
  expect(permit([us], { ...american, addressId: "address-2" }, noon).kind).toBe("forbidden");
  expect(permit([us], { ...american, addressId: undefined }, noon).kind).toBe("forbidden");
});

test("an opt-out from calls reaches every number where the pack says nothing of calls", () => {
  const american: ContactCase = {
    ...plain,
    zones: ["America/New_York"],
    channel: "call",
    states: [{ state: "opted_out", channel: "call", addressId: "address-2" }],
  };

  expect(
    permit([compiled("us-federal-states")], american, new Date("2026-11-24T12:00:00-05:00")),
  ).toEqual(forbidden("rules", ["us.hold.optout_channel"]));
});

test.for<[string, Partial<ContactCase>, Verdict["kind"], readonly string[]]>([
  ["consents not looked up: a warning", {}, "allowed", []],
  ["none on record", { consents: [] }, "forbidden", ["us.tcpa.pec"]],
  ["for this channel", { consents: [{ channel: "sms" }] }, "allowed", []],
  ["for another channel", { consents: [{ channel: "email" }] }, "forbidden", ["us.tcpa.pec"]],
  ["for another address", { consents: [{ addressId: "address-9" }] }, "forbidden", ["us.tcpa.pec"]],
  [
    "a general one is none for marketing",
    { consents: [{}], purpose: "marketing" },
    "forbidden",
    ["us.tcpa.pec"],
  ],
])("consent: %s", ([, change, kind, rules]) => {
  const american: ContactCase = { ...plain, zones: ["America/New_York"], ...change };

  const verdict = permit(
    [compiled("us-federal-states")],
    american,
    new Date("2026-11-24T12:00:00-05:00"),
  );

  expect(verdict.kind).toBe(kind);
  expect(verdict.kind === "allowed" ? verdict.warnings : verdict.rules).toEqual(
    change.consents === undefined ? ["us.tcpa.pec"] : rules,
  );
});

test.for<[CaseAttempt["outcome"], Verdict["kind"]]>([
  ["planned", "deferred"],
  ["in_doubt", "deferred"],
  ["sent", "deferred"],
  ["failed", "allowed"],
])("a fourth contact in a week in Sydney after three that are %s is %s", ([outcome, kind]) => {
  const history = ["2026-11-09", "2026-11-11", "2026-11-13"].map((day) =>
    attempt(`${day}T10:00:00+11:00`, { outcome, channel: "email" }),
  );
  const australian: ContactCase = {
    ...plain,
    zones: ["Australia/Sydney"],
    subdivision: "AU-NSW",
    history,
  };

  expect(
    permit([compiled("au-core")], australian, new Date("2026-11-15T10:00:00+11:00")).kind,
  ).toBe(kind);
});

test("one message about two accounts counts for each of them, and once for the person", () => {
  const both = [
    { debtId: "D1", accountId: "A1" },
    { debtId: "D2", accountId: "A2" },
  ];
  const history = ["2026-11-19", "2026-11-20", "2026-11-21"].map((day) =>
    attempt(`${day}T10:00:00+02:00`, { debts: both }),
  );
  const merged: ContactCase = { ...plain, debts: both, history };

  expect(permit([compiled("za-core")], merged, now)).toEqual({
    kind: "allowed",
    warnings: ["za.cap.policy_contacts_7d"],
    withoutFee: [],
  });
  expect(permit([compiled("za-core")], { ...merged, history: history.slice(1) }, now)).toEqual(
    allowed,
  );
});

test("one debt on hold refuses a message about two; without it the message may go", () => {
  const merged: ContactCase = {
    ...plain,
    debts: [
      { debtId: "D1", accountId: "A1" },
      { debtId: "D2", accountId: "A2" },
    ],
    states: [{ state: "dispute_open", debtId: "D2" }],
  };

  expect(permit([compiled("za-core")], merged, now).kind).toBe("forbidden");
  expect(
    permit([compiled("za-core")], { ...merged, debts: merged.debts.slice(0, 1) }, now),
  ).toEqual(allowed);
});
