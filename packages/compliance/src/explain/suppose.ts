import { localTime, type LocalDate, type Zone } from "@fairflow/calendar";
import type { CaseAttempt, ContactCase } from "../contact-case.ts";
import type { CompiledPack } from "../compile-pack.ts";
import { longDateOf } from "../words/date-words.ts";
import { allOf, anyOf, counted, withArticle } from "../words/list-words.ts";
import { eventClause, stateClause, termWords } from "../words/term-words.ts";
import { CHANNEL_WORDS } from "../words/vocabulary-words.ts";
import type { Hold } from "../rule.ts";
import { Channel } from "../vocabulary.ts";
import type { Supposition } from "./counterfactual.ts";
import type { Fact, SpokenRule } from "./spoken-rule.ts";

/** What the suppositions start from: the case, the rules that refuse it, and where its clock is read. */
export interface Refused {
  readonly packs: readonly CompiledPack[];
  readonly contactCase: ContactCase;
  readonly now: Date;
  readonly zone: Zone;
  readonly refusing: readonly SpokenRule[];
}

/** The channels that the product sends and tasks are made for. */
const USUAL_CHANNELS = Channel.extract(["sms", "email", "letter", "call"]).options;

/** The same attempt by another channel or to another address, as the caller knows them or made from the case. */
export function otherWays(
  { contactCase, now }: Refused,
  others: readonly ContactCase[] | undefined,
): readonly Supposition[] {
  const { channel, addressId } = contactCase;
  if (channel === undefined) return [];
  const madeUp = USUAL_CHANNELS.filter((other) => other !== channel).map((other) => ({
    ...contactCase,
    channel: other,
    addressId: undefined,
  }));
  return (others ?? madeUp).flatMap((other): readonly Supposition[] => {
    const words = other.channel === undefined ? undefined : CHANNEL_WORDS[other.channel][0];
    if (other.channel === undefined || words === undefined) return [];
    if (other.channel !== channel) {
      const change = { kind: "channel" as const, channel: other.channel };
      return [{ change, supposing: `By ${words}`, contactCase: other, at: now }];
    }
    if (other.addressId === addressId) return [];
    const change = { kind: "address" as const, addressId: other.addressId };
    const supposing = `By ${words} to another address of the debtor`;
    return [{ change, supposing, contactCase: other, at: now }];
  });
}

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

/** As many fewer of the oldest contacts in a cap's window as make room for one. */
export function fewerContacts(refused: Refused): readonly Supposition[] {
  const { contactCase, now, zone } = refused;
  return refused.refusing.flatMap(({ ruleId, facts }): readonly Supposition[] => {
    const gone = new Set<CaseAttempt>();
    for (const fact of facts) {
      if (fact.kind !== "count" || fact.limit === 0) continue;
      for (const attempt of fact.counted.slice(0, fact.count - fact.limit + 1)) gone.add(attempt);
    }
    const [oldest] = gone;
    if (oldest === undefined) return [];
    const [one] = CHANNEL_WORDS[oldest.channel];
    return [
      {
        change: { kind: "fewer_contacts", ruleId, fewer: gone.size },
        supposing: `With ${counted(gone.size, ["contact", "contacts"])} fewer in that time (the oldest ${withArticle(one)} of ${longDateOf(zone, oldest.at)})`,
        contactCase: {
          ...contactCase,
          history: contactCase.history.filter((attempt) => !gone.has(attempt)),
        },
        at: now,
      },
    ];
  });
}

/** The debtor's recorded consent to what consent rules refuse. */
export function consentRecorded(refused: Refused): readonly Supposition[] {
  const { contactCase, now } = refused;
  const rules = [...new Set(factsOf(refused, "consent").map(({ ruleId }) => ruleId))];
  if (rules.length === 0) return [];
  const { channel, addressId, purpose } = contactCase;
  const given = rules.map((rule) => ({ rule, channel, addressId, purpose }));
  return [
    {
      change: { kind: "consent", rules },
      supposing: "With the debtor's consent on record",
      contactCase: { ...contactCase, consents: [...(contactCase.consents ?? []), ...given] },
      at: now,
    },
  ];
}

/** The notices that a step lacks, given today: the days then have to pass. */
export function noticesGiven(refused: Refused): readonly Supposition[] {
  const { contactCase, now, zone } = refused;
  const lacking = factsOf(refused, "notice").filter(({ fact }) => fact.countedFrom === undefined);
  const noticeIds = [...new Set(lacking.map(({ fact }) => fact.noticeId))];
  if (noticeIds.length === 0) return [];
  const today: LocalDate = localTime(zone, now).date;
  const given = lacking.map(({ fact: { noticeId, debtId } }) => ({
    noticeId,
    debtId,
    sent: today,
    delivered: today,
    served: today,
  }));
  return [
    {
      change: { kind: "notice", noticeIds },
      supposing: `With ${allOf(noticeIds.map(termWords))} given today`,
      contactCase: { ...contactCase, notices: [...contactCase.notices, ...given] },
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

function factsOf<Kind extends Fact["kind"]>({ refusing }: Refused, kind: Kind) {
  const isOfKind = (fact: Fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind;
  return refusing.flatMap(({ ruleId, facts }) =>
    facts.filter(isOfKind).map((fact) => ({ ruleId, fact })),
  );
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
