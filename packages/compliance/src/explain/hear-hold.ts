import type { CaseState } from "../contact-case.ts";
import {
  hasBegun,
  holdAllows,
  isActive,
  missingToResume,
  reaches,
  stateEnds,
  type CompiledHold,
} from "../hold.ts";
import type { Question } from "../question.ts";
import { longDateOf, momentWords } from "../words/date-words.ts";
import { endWords } from "../words/hold-words.ts";
import { allOf, paragraph } from "../words/list-words.ts";
import { stateClause, termWords } from "../words/term-words.ts";
import { PURPOSE_WORDS } from "../words/vocabulary-words.ts";
import type { Fact, Testimony } from "./spoken-rule.ts";

/** The states that the hold is for, as they stand; nothing where the case has none of them. */
export function hearHold(hold: CompiledHold, question: Question): Testimony | undefined {
  const { contactCase, at } = question;
  const states = contactCase.states.filter(
    (state) =>
      hold.states.has(state.state) && reaches(hold, state, question) && hasBegun(state, question),
  );
  if (states.length === 0) return undefined;
  const allowedAt = holdAllows(hold, question);
  const facts = states.map((state) => factOf(hold, state, question));
  const lasting = facts.filter(
    ({ isActive: lasts, missing }) => lasts || (missing.length > 0 && allowedAt > at),
  );
  if (lasting.length === 0) return undefined;
  return {
    allowedAt,
    facts,
    sentence: paragraph([
      ...lasting.map((fact) => stateWords(fact, question)),
      ...(allowedAt > at
        ? [whenEnds(hold, allowedAt, { lasting, question }), missingWords(lasting)]
        : [whyNot(question)]),
    ]),
  };
}

type StateFact = Extract<Fact, { kind: "state" }>;

function factOf(hold: CompiledHold, state: CaseState, question: Question): StateFact {
  const endsAt = stateEnds(hold, state, question);
  const lasts = isActive(state, question);
  return {
    kind: "state",
    state: state.state,
    since: state.since,
    until: endsAt > question.at && Number.isFinite(endsAt) ? new Date(endsAt) : undefined,
    debtId: state.debtId,
    isActive: endsAt > question.at && lasts,
    missing: missingToResume(hold, state, question),
  };
}

function stateWords({ state, since, isActive: lasts }: StateFact, { zone }: Question): string {
  const clause = lasts ? stateClause(state) : `over: ${stateClause(state)}`;
  return since === undefined ? clause : `${clause}, on record since ${longDateOf(zone, since)}`;
}

function missingWords(facts: readonly StateFact[]): string | undefined {
  const missing = facts.flatMap((fact) => fact.missing);
  if (missing.length === 0) return undefined;
  return `Contact resumes only when this is on record: ${allOf(missing.map(termWords))}`;
}

function whenEnds(
  { rule }: CompiledHold,
  allowedAt: number,
  of: { readonly lasting: readonly StateFact[]; readonly question: Question },
): string | undefined {
  const { lasting, question } = of;
  if (Number.isFinite(allowedAt)) {
    return `That ends on ${momentWords(question.zone, new Date(allowedAt))}`;
  }
  if (!lasting.some((fact) => fact.isActive)) return undefined;
  const { events } = rule.end;
  return endWords({ kind: "event", events });
}

function whyNot({ contactCase }: Question): string {
  return `It does not stop ${PURPOSE_WORDS[contactCase.purpose]}`;
}
