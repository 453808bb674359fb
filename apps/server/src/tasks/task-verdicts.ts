import type { RulePack, Verdict } from "@fairflow/compliance";
import type { TaskVerdict } from "@fairflow/contract";
import type { StoredTask } from "@fairflow/db";
import {
  contactOfTask,
  judgeSteps,
  mayContact,
  stepOfTask,
  type ContactAnswer,
  type FactDeps,
} from "@fairflow/engine";
import { refusalWords, ruleWordsBeside } from "../debtors/rule-words.ts";
import { houseRules } from "../outside/house-rules.ts";

/**
 * What the gate says now of each open task that reaches a person or is a legal step, all in one load; other tasks are
 * not among them.
 */
export async function taskVerdicts(
  facts: FactDeps,
  tasks: readonly StoredTask[],
): Promise<ReadonlyMap<string, TaskVerdict>> {
  const open = tasks.filter(({ status }) => status === "open");
  const contacts = open.flatMap((task) => {
    const question = contactOfTask(task);
    return question === undefined ? [] : [{ id: task.id, question }];
  });
  const steps = open.flatMap((task) => {
    const asked = stepOfTask(task);
    return asked === undefined ? [] : [{ id: task.id, question: asked.question }];
  });
  const [answers, judgements] = await Promise.all([
    mayContact(
      facts,
      contacts.map(({ question }) => question),
    ),
    judgeSteps(
      facts,
      facts.database,
      steps.map(({ question }) => question),
    ),
  ]);
  if (contacts.length + steps.length === 0) return new Map();
  const house = await houseRules(facts, facts.database);
  return new Map([
    ...contacts.map(({ id }, index) => [id, verdictOf(answers[index], house)] as const),
    ...steps.map(({ id }, index) => [id, verdictWords(judgements[index]?.verdict, house)] as const),
  ]);
}

export const ALLOWED: TaskVerdict = { kind: "allowed", untilMs: null, reason: null, rules: [] };

/** Why nobody may be reached, whatever the rules say. */
const PROBLEM_WORDS: Readonly<Record<NonNullable<ContactAnswer["problem"]>, string>> = {
  "unknown-account": "The account is gone",
  "no-usable-address": "There is no address that may be used",
  "all-contact-paused": "All sending is paused, and calls with it",
};

export function verdictOf(
  answer: ContactAnswer | undefined,
  house: readonly RulePack[],
): TaskVerdict {
  const problem = answer?.problem ?? null;
  if (problem !== null) return barredBy(problem);
  return verdictWords(answer?.judgement?.verdict, house);
}

function barredBy(problem: keyof typeof PROBLEM_WORDS): TaskVerdict {
  return { kind: "forbidden", untilMs: null, reason: PROBLEM_WORDS[problem], rules: [] };
}

/** @param verdict undefined where there is no account to judge it by */
function verdictWords(verdict: Verdict | undefined, house: readonly RulePack[]): TaskVerdict {
  if (verdict === undefined) return barredBy("unknown-account");
  switch (verdict.kind) {
    case "allowed":
      return ALLOWED;
    case "deferred":
      return {
        kind: "deferred",
        untilMs: verdict.until.getTime(),
        reason: null,
        rules: verdict.rules.map(ruleWordsBeside(house)),
      };
    case "forbidden":
      return {
        kind: "forbidden",
        untilMs: null,
        reason: refusalWords(verdict.reason),
        rules: verdict.rules.map(ruleWordsBeside(house)),
      };
  }
}
