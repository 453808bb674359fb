import type { Hold } from "../rule.ts";
import { allOf, anyOf } from "../words/list-words.ts";
import { eventClause, stateClause, termWords } from "../words/term-words.ts";
import type { Supposition } from "./counterfactual.ts";
import { factsOf, type Refused } from "./refused.ts";

/** Each state that a rule refuses for being over; all of them together where one alone is not enough. */
export function holdsEnded(refused: Refused): readonly Supposition[] {
  const { contactCase, now } = refused;
  const states = new Set(
    factsOf(refused, "state").flatMap(({ fact }) => (fact.isActive ? [fact.state] : [])),
  );
  const endings = [...states].flatMap((state) => {
    const ends = endWordsOf(state, refused);
    return ends === undefined ? [] : [{ states: [state], ends }];
  });
  const all = {
    states: endings.flatMap((ending) => ending.states),
    ends: allOf(endings.map(({ ends }) => ends)),
  };
  return [...endings, ...(endings.length > 1 ? [all] : [])].map(({ states: over, ends }) => ({
    change: { kind: "hold_ended" as const, states: over },
    supposing: `Once ${ends}`,
    contactCase: {
      ...contactCase,
      states: contactCase.states.filter(({ state }) => !over.includes(state)),
    },
    at: now,
  }));
}

/** What holds that are over still lack, put on record. */
export function evidenceRecorded(refused: Refused): readonly Supposition[] {
  const { contactCase, now } = refused;
  const over = factsOf(refused, "state").filter(
    ({ fact }) => !fact.isActive && fact.missing.length > 0,
  );
  const evidence = [...new Set(over.flatMap(({ fact }) => fact.missing))];
  if (evidence.length === 0) return [];
  const names = new Set(over.map(({ fact }) => fact.state));
  const states = contactCase.states.map((state) =>
    names.has(state.state)
      ? { ...state, evidence: [...(state.evidence ?? []), ...evidence] }
      : state,
  );
  return [
    {
      change: { kind: "evidence", evidence },
      supposing: `With it on record that ${allOf(evidence.map(termWords))}`,
      contactCase: { ...contactCase, states },
      at: now,
    },
  ];
}

/** What a hold itself waits for us to send. It is another message: no demand becomes lawful by another name. */
const OWED = [
  {
    purpose: "verification" as const,
    whenOwed: ["verification_sent", "verification_or_judgment_copy_sent"],
    words: "the verification of the debt",
  },
  {
    purpose: "reply_to_consumer" as const,
    whenOwed: [
      "dispute_reply_sent",
      "dispute_outcome_sent",
      "debt_details_sent",
      "account_statement_sent",
    ],
    words: "the answer to the dispute",
  },
];

export function whatIsOwed(refused: Refused): readonly Supposition[] {
  const { contactCase, now } = refused;
  const awaited = new Set(
    holdsOf(refused).flatMap(({ end, resumeRequires = [] }) => [
      ...(end.events ?? []),
      ...resumeRequires,
    ]),
  );
  return OWED.filter(
    ({ purpose, whenOwed }) =>
      purpose !== contactCase.purpose && whenOwed.some((event) => awaited.has(event)),
  ).map(({ purpose, words }) => ({
    change: { kind: "purpose", purpose },
    supposing: `Another message, ${words} and no demand`,
    contactCase: { ...contactCase, purpose },
    at: now,
  }));
}

function holdsOf({ packs, refusing }: Refused) {
  const ids = new Set(refusing.map(({ packId, ruleId }) => `${packId} ${ruleId}`));
  return packs.flatMap(({ id, holds }) =>
    holds.filter((hold) => ids.has(`${id} ${hold.id}`)).map(({ rule }) => rule),
  );
}

/** What ends a state, by all rules that refuse for it; nothing where nothing does. */
function endWordsOf(state: string, refused: Refused): string | undefined {
  const isFor = (hold: Hold) => [hold.state].flat().includes(state);
  const refusing = holdsOf(refused).filter(isFor);
  if (refusing.length > 0) {
    const ends = refusing
      .map(({ end }) => anyOf((end.events ?? []).map(eventClause)))
      .filter((words) => words !== "");
    const proof = refusing.flatMap(({ resumeRequires = [] }) => resumeRequires.map(termWords));
    if (ends.length === 0) return undefined;
    return proof.length === 0 ? allOf(ends) : `${allOf(ends)}, with proof that ${allOf(proof)}`;
  }
  // A legal step asks for the state to be over, whatever ends it.
  const known = refused.packs.flatMap(({ holds }) => holds.map(({ rule }) => rule)).find(isFor);
  const ends = known === undefined ? "" : anyOf((known.end.events ?? []).map(eventClause));
  return ends === "" ? `it is no longer so that ${stateClause(state)}` : ends;
}
