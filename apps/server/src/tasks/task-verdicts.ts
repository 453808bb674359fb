import type { RulePack } from "@fairflow/compliance";
import type { TaskVerdict } from "@fairflow/contract";
import type { StoredTask } from "@fairflow/db";
import {
  mayContact,
  type ContactAnswer,
  type ContactQuestion,
  type FactDeps,
} from "@fairflow/engine";
import { refusalWords, ruleWordsBeside } from "../debtors/rule-words.ts";
import { houseRules } from "../outside/house-rules.ts";

/** Tasks that reach a person: they ask the gate when they are listed and when they are opened. */
const CONTACT_TASKS: ReadonlySet<string> = new Set(["call", "visit"]);

/** The contact that a task asks for; undefined for other work. */
export function questionOf(task: StoredTask): ContactQuestion | undefined {
  const { kind, debtorId, accountId, clientId, step } = task;
  if (!CONTACT_TASKS.has(kind) || debtorId === null || clientId === null) return undefined;
  const contact = { debtorId, accountId, clientId, channel: kind, purpose: "collection" };
  return { ...contact, step: step ?? undefined, address: null };
}

/** What the gate says now of each task's contact, all in one load; tasks that reach nobody are not among them. */
export async function taskVerdicts(
  facts: FactDeps,
  tasks: readonly StoredTask[],
): Promise<ReadonlyMap<string, TaskVerdict>> {
  const asked = tasks.flatMap((task) => {
    const question = task.status === "open" ? questionOf(task) : undefined;
    return question === undefined ? [] : [{ id: task.id, question }];
  });
  const answers = await mayContact(
    facts,
    asked.map(({ question }) => question),
  );
  const house = asked.length === 0 ? [] : await houseRules(facts, facts.database);
  return new Map(asked.map(({ id }, index) => [id, verdictOf(answers[index], house)]));
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
  const verdict = answer?.judgement?.verdict;
  const problem = answer?.problem ?? null;
  if (verdict === undefined || problem !== null) {
    const reason = PROBLEM_WORDS[problem ?? "unknown-account"];
    return { kind: "forbidden", untilMs: null, reason, rules: [] };
  }
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
