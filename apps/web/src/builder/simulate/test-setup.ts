import type { InputOf, ScenarioState, TestedPerson, TestRunView } from "@fairflow/contract";
import type { testRunEndpoints } from "@fairflow/contract";

export type Scenario = ScenarioState["scenario"];
export type MadeUpPerson = TestRunView["person"];
export type MadeUpAccount = MadeUpPerson["accounts"][number];
export type ForcedAnswer = Scenario["answers"][number];
export type Answer = ForcedAnswer["answer"];
export type AnswerTime = ForcedAnswer["when"];

type Asked = InputOf<typeof testRunEndpoints.testRun>["body"];

/** All that a test run is made of beside the flow; another one begins a new run. */
export interface TestSetup {
  readonly who: TestedPerson;
  /** How the chosen debtor is called, as far as the role may see; empty for somebody made up. */
  readonly whoName: string;
  readonly startsAt: string;
  readonly entry: Asked["entry"];
  readonly forDays: number;
  readonly answers: readonly ForcedAnswer[];
}

/**
 * Somebody who owes one invoice since five days.
 *
 * @param today where they are
 */
export function firstSetup(today: string, zone: string, pack: string): TestSetup {
  return {
    who: { kind: "made-up", person: firstPerson(today, zone), packs: [pack], seed: 1 },
    whoName: "",
    startsAt: `${today}T09:00`,
    entry: "at-once",
    forDays: 180,
    answers: [],
  };
}

const OVERDUE_DAYS = 5;

function firstPerson(today: string, zone: string): MadeUpPerson {
  return {
    kind: "person",
    language: "en",
    zone,
    subdivision: null,
    collector: "first_party",
    currency: "ZAR",
    channels: ["sms", "email", "letter"],
    preferredChannel: null,
    payDay: null,
    tags: [],
    client: "Sample client",
    portfolio: "Sample portfolio",
    brand: "Sample brand",
    accounts: [madeUpAccount("A1", dayBefore(today, OVERDUE_DAYS))],
    facts: {},
  };
}

export function madeUpAccount(reference: string, dueOn: string): MadeUpAccount {
  return {
    reference,
    kind: "invoice",
    balanceMinor: 120_000,
    dueOn: isDay(dueOn) ? dueOn : null,
    openedOn: null,
    inDefaultSince: null,
    debtType: null,
    product: null,
    stage: null,
    tags: [],
    isDisputed: false,
    facts: {},
  };
}

export function isDay(text: string): text is `${string}-${string}-${string}` {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}

/** What a scenario takes through, to be looked at and changed. */
export function setupOf(scenario: Scenario): TestSetup {
  const { person, packs, seed, startsAt, entry, forDays, answers } = scenario;
  return {
    who: { kind: "made-up", person, packs, seed },
    whoName: "",
    startsAt,
    entry,
    forDays,
    answers,
  };
}
