import type { RulePack } from "@fairflow/compliance";
import type { ContactAnswer, ContactQuestion } from "@fairflow/contract";
import { isSendingOn, readClock } from "@fairflow/db";
import { mayContact, reserveContacts, type ContactAnswer as Answered } from "@fairflow/engine";
import { refusalWords, ruleWordsBeside } from "../debtors/rule-words.ts";
import { houseRules } from "./house-rules.ts";
import type { KeyHolder } from "./key-holder.ts";
import { resolveContacts, type Resolved } from "./named-contacts.ts";
import type { OutsideDeps } from "./outside-deps.ts";

type Problem = NonNullable<ContactAnswer["problem"]>;

/** Each reason for which a question is not judged; nobody may be contacted whom it names. */
const PROBLEM_WORDS: Readonly<Record<Problem, string>> = {
  "unknown-account": "There is no such account or debtor.",
  "ambiguous-account": "Several clients or portfolios use this number: name them.",
  "unreadable-address": "This is no address of its kind.",
  "address-of-another-party": "This address belongs to somebody else in the file.",
  "no-usable-address": "The debtor has no address for this channel that may be used.",
  "at-is-over": "The instant that is asked about is over.",
  "all-contact-paused": "All sending is paused here, and calls with it.",
};

/** A caller's clock may be so much behind ours. */
const CLOCKS_APART_MS = 60_000;

/** Answers another system from the gate, all questions in one load; with a reservation each is an attempt on record. */
export async function answerQuestions(
  deps: OutsideDeps,
  questions: readonly ContactQuestion[],
  reserving: { readonly minutes: number; readonly holder: KeyHolder } | null,
): Promise<readonly ContactAnswer[]> {
  const { database, facts } = deps;
  const [{ now }, isOn] = await Promise.all([readClock(database), isSendingOn(database)]);
  if (!isOn) return questions.map(({ id = null }) => refusedFor(id, "all-contact-paused"));
  const resolved = await resolveContacts(database, deps.keys(), questions);
  const problems = questions.map((question, index) => problemOf(question, resolved[index], now));
  const asked = questions.flatMap(({ channel, purpose, at }, index) => {
    const contact = resolved[index];
    if (problems[index] !== null || contact?.kind !== "found") return [];
    const { debtorId, accountId, clientId } = contact.subject;
    const when = at === undefined ? undefined : laterOf(new Date(at), now);
    const { address } = contact;
    return [{ debtorId, accountId, clientId, channel, purpose, address, at: when }];
  });
  const answered =
    reserving === null
      ? await mayContact(facts, asked)
      : await reserveContacts(facts, asked, {
          minutes: reserving.minutes,
          source: reserving.holder.name,
        });
  const house = await houseRules(facts, database);
  const next = answered.values();
  return questions.map((question, index) => {
    const { id = null } = question;
    const problem = problems[index] ?? null;
    if (problem !== null) return refusedFor(id, problem);
    const answer = next.next().value;
    if (answer === undefined) return refusedFor(id, "unknown-account");
    return answerOf({ id, isNamed: question.address !== undefined }, answer, house);
  });
}

function problemOf(
  { at }: ContactQuestion,
  resolved: Resolved | undefined,
  now: Date,
): Problem | null {
  if (resolved === undefined) return "unknown-account";
  if (resolved.kind !== "found") return resolved.kind;
  if (resolved.isOfAnother) return "address-of-another-party";
  const isOver = at !== undefined && new Date(at).getTime() < now.getTime() - CLOCKS_APART_MS;
  return isOver ? "at-is-over" : null;
}

function laterOf(one: Date, other: Date): Date {
  return one.getTime() < other.getTime() ? other : one;
}

function refusedFor(id: string | null, problem: Problem): ContactAnswer {
  return {
    id,
    verdict: "forbidden",
    until: null,
    words: PROBLEM_WORDS[problem],
    rules: [],
    problem,
    address: null,
    reservation: null,
  };
}

function answerOf(
  { id, isNamed }: { readonly id: string | null; readonly isNamed: boolean },
  { judgement, problem, address, attemptId, reservedUntil: until }: Answered,
  house: readonly RulePack[],
): ContactAnswer {
  if (problem !== null || judgement === null) return refusedFor(id, problem ?? "unknown-account");
  const { verdict } = judgement;
  const common = { id, problem: null, address: address === null ? null : { ...address, isNamed } };
  const rules = verdict.kind === "allowed" ? [] : verdict.rules.map(ruleWordsBeside(house));
  switch (verdict.kind) {
    case "allowed":
      return {
        ...common,
        verdict: "allowed",
        until: null,
        words: "Allowed.",
        rules: [],
        reservation:
          attemptId === null || until === null
            ? null
            : { id: attemptId, until: until.toISOString() },
      };
    case "deferred":
      return {
        ...common,
        verdict: "deferred",
        until: verdict.until.toISOString(),
        words: sentence("Not yet", rules, null),
        rules,
        reservation: null,
      };
    case "forbidden":
      return {
        ...common,
        verdict: "forbidden",
        until: null,
        words: sentence("Not allowed", rules, verdict.reason),
        rules,
        reservation: null,
      };
  }
}

function sentence(
  answer: "Not yet" | "Not allowed",
  rules: ContactAnswer["rules"],
  reason: string | null,
): string {
  const why = refusalWords(reason);
  const said = rules.map(({ words }) => words);
  return `${answer}: ${[...(why === null ? [] : [why]), ...said].join("; ")}.`;
}
