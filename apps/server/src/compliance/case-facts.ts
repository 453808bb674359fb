import type { ContactCase, SpokenRule } from "@fairflow/compliance";
import type { RecordedVerdict } from "@fairflow/contract";

type Facts = RecordedVerdict["facts"];
type Counters = RecordedVerdict["counters"];

/** What was known of an attempt when it was judged: ids, numbers and instants, never a name or an address. */
export function caseFacts(contactCase: ContactCase): Facts {
  const { addressId, subdivision, step, actor, debts, states, history, notices } = contactCase;
  const last = history.reduce<Date | undefined>(
    (latest, { at }) => (latest === undefined || at > latest ? at : latest),
    undefined,
  );
  return [
    { label: "Collector", value: spaced(actor) },
    { label: "Purpose", value: spaced(contactCase.purpose) },
    ...(step === undefined ? [] : [{ label: "Legal step", value: spaced(step) }]),
    ...(subdivision === undefined ? [] : [{ label: "State or region", value: subdivision }]),
    { label: "Address", value: addressId ?? "none" },
    ...debts.map(({ debtId, debtType, inDefaultSince }) => ({
      label: "Debt",
      value: [
        debtId,
        ...(debtType === undefined ? [] : [spaced(debtType)]),
        ...(inDefaultSince === undefined ? [] : [`in default since ${dayText(inDefaultSince)}`]),
      ].join(", "),
    })),
    ...states.map(({ state, since, until, debtId, channel }) => ({
      label: "State",
      value: [
        spaced(state),
        ...(since === undefined ? [] : [`since ${dayText(since)}`]),
        ...(until === undefined ? [] : [`until ${dayText(until)}`]),
        ...(debtId === undefined ? [] : [`debt ${debtId}`]),
        ...(channel === undefined ? [] : [spaced(channel)]),
      ].join(", "),
    })),
    ...notices.map(({ noticeId, sent, delivered }) => ({
      label: "Notice",
      value: [
        spaced(noticeId),
        ...(sent === undefined ? [] : [`sent ${dayText(sent)}`]),
        ...(delivered === undefined ? [] : [`delivered ${dayText(delivered)}`]),
      ].join(", "),
    })),
    {
      label: "Earlier contacts",
      value: last === undefined ? "none" : `${history.length}, the last ${dayText(last)}`,
    },
  ];
}

/** What caps had counted. */
export function countersOf(rules: readonly SpokenRule[]): Counters {
  return rules.flatMap(({ ruleId, title, facts }) =>
    facts.flatMap((fact) =>
      fact.kind === "count"
        ? [{ ruleId, words: title, counted: fact.count, limit: fact.limit }]
        : [],
    ),
  );
}

function spaced(word: string): string {
  return word.replaceAll("_", " ");
}

function dayText(day: Date | string): string {
  return typeof day === "string" ? day : day.toISOString();
}
