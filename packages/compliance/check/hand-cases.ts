import { compilePack } from "../src/compile-pack.ts";
import type { ContactCase } from "../src/contact-case.ts";
import { permit } from "../src/permit.ts";
import { attempt, compiled, now, pack, plain, tables } from "../src/plain-case.ts";
import type { Refusal, Verdict } from "../src/verdict.ts";

interface HandCase {
  readonly name: string;
  readonly verdict: () => Verdict;
  readonly expected: Refusal;
}

const under = (tzdata: string) => ({ ...tables, zones: { ...tables.zones, tzdata } });
const american: ContactCase = { ...plain, zones: ["America/New_York"] };

/** The American pack, had it given every opt-out this reach. */
function reaching(scope: "all_electronic" | "all_automated") {
  const us = pack("us-federal-states");
  const optOuts = (us.rules.optOuts ?? []).map((rule) => Object.assign({}, rule, { scope }));
  return compilePack({ ...us, rules: { ...us.rules, optOuts } }, tables);
}

const stopped: ContactCase = {
  ...american,
  consents: [{}],
  states: [{ state: "opted_out", channel: "sms" }],
};
const noon = new Date("2026-11-24T12:00:00-05:00");

/** Refusals that random cases hardly reach, most of what the gate cannot judge, and so forbids. */
const HAND_CASES: readonly HandCase[] = [
  {
    name: "e-mail after an opt-out from everything electronic",
    verdict: () => permit([reaching("all_electronic")], { ...stopped, channel: "email" }, noon),
    expected: "rules",
  },
  {
    name: "a recorded call after an opt-out from everything automated",
    verdict: () =>
      permit([reaching("all_automated")], { ...stopped, channel: "prerecorded_call" }, noon),
    expected: "rules",
  },
  {
    name: "time zone data older than the pack asks for",
    verdict: () => permit([compilePack(pack("us-federal-states"), under("2026a"))], american, now),
    expected: "tzdata-too-old",
  },
  {
    name: "a misspelt hold",
    verdict: () =>
      permit([compiled("za-core")], { ...plain, states: [{ state: "disputed" }] }, now),
    expected: "state-unknown",
  },
  {
    name: "an attempt without an instant",
    verdict: () =>
      permit([compiled("za-core")], { ...plain, history: [attempt("not a date", {})] }, now),
    expected: "case-unreadable",
  },
  {
    name: "a day after the holiday table",
    verdict: () => permit([compiled("za-core")], plain, new Date("2031-06-03T10:00:00Z")),
    expected: "dates-not-covered",
  },
];

/** A release with two letters is newer than all with one, so that it may be judged. */
function isNewerWithTwoLetters(): boolean {
  const law = compilePack(pack("us-federal-states"), under("2026aa"));
  return permit([law], american, now).kind !== "forbidden";
}

/** The first of them that the gate gets wrong. */
export function firstWrongHandCase(): string | undefined {
  const wrong = HAND_CASES.find(({ verdict, expected }) => {
    const given = verdict();
    return given.kind !== "forbidden" || given.reason !== expected;
  });
  if (wrong !== undefined) return wrong.name;
  return isNewerWithTwoLetters() ? undefined : "a release with two letters";
}
