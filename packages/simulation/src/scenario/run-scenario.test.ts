import { zones } from "@fairflow/calendar/zones";
import { compilePack } from "@fairflow/compliance";
import { holidayTables, packs, stopFacts } from "@fairflow/compliance/packs";
import { coreFields } from "@fairflow/criteria";
import { disableNodes, emptyFlow, NodeId, type Flow, type FlowNode } from "@fairflow/flow";
import { libraryOf } from "@fairflow/interpreter";
import { MessageTemplate } from "@fairflow/template";
import { expect, test } from "vitest";
import type { TestLaw } from "../test-run/made-up-test-person.ts";
import { runScenario } from "./run-scenario.ts";
import { Scenario } from "./scenario.ts";

const tables = { zones, holidays: holidayTables };
const law: TestLaw = {
  zones,
  stopFacts: compilePack(stopFacts, tables),
  packs: new Map([...packs].map(([id, pack]) => [id, [compilePack(pack, tables)]])),
};

const template = (channel: "sms" | "email", body: string) =>
  MessageTemplate.parse({
    id: channel,
    name: channel,
    channel,
    languages: { en: channel === "sms" ? { body } : { subject: "About your account", body } },
    fallback: ["en"],
  });

const library = libraryOf({
  segments: [
    {
      id: "late",
      name: "Late",
      version: 1,
      criteria: { kind: "rule", field: "account.days_past_due", operator: "at_least", value: 1 },
    },
  ],
  templates: [
    template("sms", "{{ client.name }}: {{ account.arrears | money }} is due. STOP to opt out."),
    template("email", "Dear {{ debtor.full_name }}, {{ account.arrears | money }} is due."),
  ],
});

const node = (id: string, type: string, config: FlowNode["config"]): FlowNode => ({
  id: NodeId.parse(id),
  type,
  name: "",
  config,
});
const edge = (from: string, exit: string, to: string) => ({
  from: NodeId.parse(from),
  exit,
  to: NodeId.parse(to),
});

/** An SMS, a week for the payment, an e-mail; disputes go to a person. */
const reminder: Flow = {
  ...emptyFlow("Reminder"),
  nodes: [
    node("start", "start", {
      entry: { kind: "segment", segment: "late" },
      reentry: { kind: "never" },
    }),
    node("sms", "sms", { template: "sms", purpose: "collection", giveUpAfterDays: 5 }),
    node("week", "wait-for", {
      events: [
        { id: "paid", event: "paid" },
        { id: "part", event: "part-paid" },
      ],
      deadline: { kind: "days", days: 7 },
    }),
    node("email", "email", { template: "email", purpose: "collection", giveUpAfterDays: 5 }),
    node("pause", "pause-on-dispute", {
      team: "Disputes",
      title: "Look into it",
      dueInBusinessDays: 5,
    }),
    node("thanks", "end", { reason: "thanked" }),
    node("done", "end", { reason: "reminded" }),
  ],
  edges: [
    edge("start", "next", "sms"),
    edge("sms", "sent", "week"),
    edge("week", "paid", "thanks"),
    edge("week", "part", "week"),
    edge("week", "timeout", "email"),
    edge("email", "sent", "done"),
  ],
};

const perDebtor: Flow = { ...reminder, settings: { ...reminder.settings, per: "debtor" } };

const run = (rest: object, flow: Flow = reminder) =>
  runScenario({
    flow,
    library,
    fields: coreFields,
    law,
    scenario: Scenario.parse({
      schema: "fairflow.scenario/1",
      name: "A case",
      startsAt: "2027-02-01T08:00",
      person: { accounts: [{ reference: "A1", balanceMinor: 120_450, dueOn: "2027-01-25" }] },
      expectations: [{ kind: "ends" }],
      ...rest,
    }),
  });

test("goes the way of somebody who never answers, in virtual time", () => {
  const { trajectory, failures } = run({
    expectations: [
      { kind: "visits", steps: ["sms", "email"] },
      { kind: "messages", messages: [{ channel: "sms" }, { channel: "email", step: "email" }] },
      { kind: "ends", reason: "reminded", withinDays: 8 },
    ],
  });

  expect(failures).toEqual([]);
  expect(trajectory?.moments.flatMap(({ message }) => message?.body ?? [])).toEqual([
    "Sample client: R 1 204.50 is due. STOP to opt out.",
    "Dear Thandi Mokoena, R 1 204.50 is due.",
  ]);
});

test("puts a message of a Sunday evening off, and says by which rule and until when", () => {
  const { trajectory } = run({ startsAt: "2027-01-31T21:30" });

  const [asked, again] = trajectory?.moments.filter(({ judgement }) => judgement !== null) ?? [];
  expect(asked?.judgement?.verdict).toMatchObject({
    kind: "deferred",
    until: new Date("2027-02-01T06:00:00Z"),
    rules: expect.arrayContaining(["za.hours.recommended"]),
  });
  expect(asked?.message).toBeNull();
  expect(again).toMatchObject({ atMs: Date.parse("2027-02-01T06:00:00Z"), left: "sent" });
});

test.for([
  [
    "pays all of it",
    [{ when: { kind: "at-step", step: "week", days: 2 }, answer: { kind: "pays", percent: 100 } }],
    { kind: "ends", reason: "thanked", withinDays: 2 },
  ],
  [
    "pays a part: the week begins anew",
    [{ when: { kind: "at-step", step: "week", days: 2 }, answer: { kind: "pays", percent: 30 } }],
    { kind: "visits", steps: ["week", "week", "email"] },
  ],
  [
    "stops: the e-mail still goes, no SMS does",
    [{ when: { kind: "after" }, answer: { kind: "stops", channel: "email" } }],
    { kind: "messages", messages: [{ channel: "sms" }] },
  ],
  [
    "disputes: nobody is written to until it is decided",
    [{ when: { kind: "at-step", step: "week", days: 1 }, answer: { kind: "disputes" } }],
    { kind: "waits", step: "pause" },
  ],
  [
    "disputes and is refused: the wait goes on with the time that was left",
    [
      { when: { kind: "at-step", step: "week", days: 1 }, answer: { kind: "disputes" } },
      {
        when: { kind: "at-step", step: "pause", days: 10 },
        answer: { kind: "dispute-decided", decision: "rejected" },
      },
    ],
    { kind: "no-contact", from: { kind: "answer", answer: 1 }, until: { kind: "day", day: 16 } },
  ],
  [
    "bounces: there is no address for a second message on that channel",
    [{ when: { kind: "at-step", step: "week", minutes: 1 }, answer: { kind: "bounces" } }],
    { kind: "ends", reason: "reminded" },
  ],
  [
    "is held, and released",
    [
      { when: { kind: "at-step", step: "week" }, answer: { kind: "held", reason: "on_hold" } },
      { when: { kind: "after", days: 30 }, answer: { kind: "released", reason: "on_hold" } },
    ],
    { kind: "no-contact", from: { kind: "answer", answer: 1 }, until: { kind: "day", day: 36 } },
  ],
] as const)("%s", ([, answers, expectation]) => {
  const { failures, trajectory } = run({ answers, expectations: [expectation] });

  expect(failures).toEqual([]);
  expect(trajectory?.unused).toEqual([]);
});

test("says in plain words what came otherwise", () => {
  const { passed, failures } = run({
    expectations: [
      { kind: "ends", reason: "thanked" },
      { kind: "messages", messages: [{ channel: "email" }] },
      { kind: "avoids", steps: ["email"] },
      { kind: "no-contact", from: { kind: "day", day: 3 } },
      { kind: "quiet-hours", from: "06:00", until: "09:00" },
      { kind: "waits", step: "week" },
    ],
  });

  expect(passed).toBe(false);
  expect(failures.map(({ message }) => message)).toEqual([
    "Should end with “thanked”, but ends with “reminded”.",
    "Message 1 should be an e-mail, but is an SMS from “SMS” with “sms” on Monday 1 February 2027 at 08:00 (Johannesburg).",
    "Should never come to “E-mail”, but does.",
    "Nobody should be contacted then, but an e-mail from “E-mail” with “email” on Monday 8 February 2027 at 08:00 (Johannesburg) leaves.",
    "No message should leave between 06:00 and 09:00, but an SMS from “SMS” with “sms” on Monday 1 February 2027 at 08:00 (Johannesburg) does.",
    "Should still wait at “Wait for” when the test is over, but has ended with “reminded”.",
  ]);
});

test("asks the start every day, and lets in when it does", () => {
  const early = { accounts: [{ reference: "A1", balanceMinor: 5_000, dueOn: "2027-02-10" }] };
  const { trajectory } = run({ person: early, entry: "as-the-start-says" });
  const never = run({
    person: { accounts: [{ reference: "A1", balanceMinor: 0 }] },
    entry: "as-the-start-says",
    expectations: [{ kind: "not-taken-in" }, { kind: "messages", messages: [] }],
  });

  expect(trajectory?.isAdmitted).toBe(false);
  expect(trajectory?.moments[0]?.atMs).toBe(Date.parse("2027-02-10T22:00:00Z"));
  expect(never.failures).toEqual([]);
});

test("a flow per debtor speaks of all accounts, and one of them paid is a part", () => {
  const person = {
    accounts: [
      { reference: "A1", balanceMinor: 10_000, dueOn: "2027-01-25" },
      { reference: "A2", balanceMinor: 7_000, dueOn: "2026-12-01" },
    ],
  };
  const answers = [
    {
      when: { kind: "at-step", step: "week", days: 1 },
      answer: { kind: "pays", percent: 100, account: "A2" },
    },
    {
      when: { kind: "at-step", step: "week", visit: 2, days: 1 },
      answer: { kind: "pays", percent: 100 },
    },
  ];
  const { trajectory, failures } = run(
    { person, answers, expectations: [{ kind: "ends", reason: "thanked" }] },
    perDebtor,
  );

  expect(failures).toEqual([]);
  const judged = trajectory?.moments.find(({ judgement }) => judgement !== null)?.judgement;
  expect(judged?.contactCase.debts.map(({ debtId }) => debtId)).toEqual(["A1", "A2"]);
});

test("the same scenario goes the same way, and every visit that began was left or is where the run stands", () => {
  const answers = [
    { when: { kind: "at-step", step: "week", days: 1 }, answer: { kind: "disputes" } },
    {
      when: { kind: "at-step", step: "pause", days: 3 },
      answer: { kind: "dispute-decided", decision: "rejected", resumeAfterDays: 2 },
    },
    { when: { kind: "after", days: 9 }, answer: { kind: "pays", percent: 10 } },
  ];

  const { trajectory } = run({ answers });

  expect(run({ answers }).trajectory).toEqual(trajectory);
  const entered = trajectory?.moments.filter((moment) => moment.entered).length;
  const left = trajectory?.moments.filter((moment) => moment.left !== null).length;
  expect(left).toBe(entered);
});

test("a flow that goes round every day for ever is cut off and said to be", () => {
  const daily: Flow = {
    ...reminder,
    nodes: [
      ...reminder.nodes.filter(({ id }) => ["start", "sms"].includes(id)),
      node("day", "wait", { kind: "days", days: 1 }),
    ],
    edges: [
      edge("start", "next", "sms"),
      edge("sms", "sent", "day"),
      edge("sms", "not-allowed", "day"),
      edge("sms", "failed", "day"),
      edge("day", "next", "sms"),
    ],
  };

  const { trajectory } = run({ forDays: 730 }, daily);

  expect(trajectory?.isCutShort).toBe(true);
  expect(trajectory?.moments.at(-1)?.stand.ended).toBeNull();
});

test.for([
  [reminder, "pause"],
  [{ ...reminder, nodes: reminder.nodes.filter(({ id }) => id !== "pause") }, "start"],
] as const)(
  "whose dispute is open when it begins waits for the decision, and only then is reminded",
  ([flow, waitsAt]) => {
    const person = {
      accounts: [{ reference: "A1", balanceMinor: 120_450, dueOn: "2027-01-25", isDisputed: true }],
    };
    const decided = {
      when: { kind: "after", days: 3 },
      answer: { kind: "dispute-decided", decision: "rejected" },
    };

    const { trajectory, failures } = run(
      { person, answers: [decided], expectations: [{ kind: "ends", reason: "reminded" }] },
      flow,
    );

    expect(failures).toEqual([]);
    const [begun] = trajectory?.moments.map(({ stand }) => stand) ?? [];
    expect(begun).toMatchObject({ step: waitsAt, disputeOpen: true });
    const sent = trajectory?.moments.find(({ message }) => message !== null);
    expect(sent?.atMs).toBeGreaterThanOrEqual(Date.parse("2027-02-04T06:00:00Z"));
  },
);

test("a disabled step is passed in a test run too: it sends nothing, and the moment says why", () => {
  const quiet = disableNodes(reminder, new Set([NodeId.parse("sms")]));

  const { trajectory, failures } = run(
    { expectations: [{ kind: "ends", reason: "reminded" }] },
    quiet,
  );

  expect(failures).toEqual([]);
  const [passed] = trajectory?.moments.filter(({ step }) => step === "sms") ?? [];
  expect(passed).toMatchObject({
    entered: true,
    left: "sent",
    next: "week",
    why: "It is disabled, so everybody passes it by “Sent”.",
    judgement: null,
    message: null,
  });
});

test("a flow with problems fails every scenario with the first of them", () => {
  const { passed, failures } = run({}, { ...reminder, edges: [] });

  expect(passed).toBe(false);
  expect(failures[0]?.message).toMatch(/^The flow cannot run yet: /);
});
