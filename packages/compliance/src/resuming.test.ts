import { expect, test } from "vitest";
import type { CaseState, ContactCase } from "./contact-case.ts";
import { explain } from "./explain/explain.ts";
import { permit } from "./permit.ts";
import { allowed, compiled, forbidden, now, plain } from "./plain-case.ts";
import type { Verdict } from "./verdict.ts";

/** A dispute that was decided yesterday. */
const decided: CaseState = {
  state: "dispute_open",
  since: "2026-11-10",
  until: new Date("2026-11-23T12:00:00+02:00"),
};
const statement = { noticeId: "account_statement_sent", sent: "2026-11-12" } as const;
const reply = { noticeId: "dispute_reply_sent", sent: "2026-11-23" } as const;
const stopped = forbidden("rules", ["za.hold.dispute"]);

test.for<[string, Partial<ContactCase>, Verdict]>([
  ["nothing was sent", { states: [decided] }, stopped],
  ["one of two was sent", { states: [decided], notices: [statement] }, stopped],
  ["both were sent", { states: [decided], notices: [statement, reply] }, allowed],
  [
    "both are on record with the state",
    { states: [{ ...decided, evidence: ["account_statement_sent", "dispute_reply_sent"] }] },
    allowed,
  ],
  [
    "one is a notice and one on record with the state",
    { states: [{ ...decided, evidence: ["account_statement_sent"] }], notices: [reply] },
    allowed,
  ],
  [
    "the statement is older than the dispute",
    { states: [decided], notices: [{ ...statement, sent: "2026-11-09" }, reply] },
    stopped,
  ],
  [
    "the reply is dated tomorrow",
    { states: [decided], notices: [statement, { ...reply, sent: "2026-11-25" }] },
    stopped,
  ],
  [
    "what was sent was about another debt",
    {
      states: [{ ...decided, debtId: "D1" }],
      notices: [statement, { ...reply, debtId: "D2" }],
    },
    stopped,
  ],
  ["an answer to the debtor", { states: [decided], purpose: "reply_to_consumer" }, allowed],
  ["a dispute about another debt", { states: [{ ...decided, debtId: "D2" }] }, allowed],
  ["a dispute that has not begun", { states: [{ ...decided, since: "2026-11-25" }] }, allowed],
  [
    "all is there, but the dispute is open",
    {
      states: [{ state: "dispute_open", since: "2026-11-10" }],
      notices: [statement, reply],
    },
    stopped,
  ],
])("contact resumes only when what the hold requires is there: %s", ([, change, expected]) => {
  expect(permit([compiled("za-core")], { ...plain, ...change }, now)).toEqual(expected);
});

test("the explanation says what is missing", () => {
  const { rules } = explain(
    [compiled("za-core")],
    { ...plain, states: [decided], notices: [reply] },
    now,
  );

  expect(rules[0]).toMatchObject({
    ruleId: "za.hold.dispute",
    stance: { kind: "refuses_until_event" },
    facts: [{ kind: "state", isActive: false, missing: ["account_statement_sent"] }],
    sentence:
      "Over: the debt is disputed, on record since 10 November 2026. Contact resumes only when this is on record: a statement of the account was sent.",
  });
});
