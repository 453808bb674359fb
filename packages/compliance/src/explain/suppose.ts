import { localTime, type LocalDate } from "@fairflow/calendar";
import type { CaseAttempt, ContactCase } from "../contact-case.ts";
import { Channel } from "../vocabulary.ts";
import { longDateOf } from "../words/date-words.ts";
import { allOf, counted, withArticle } from "../words/list-words.ts";
import { termWords } from "../words/term-words.ts";
import { CHANNEL_WORDS } from "../words/vocabulary-words.ts";
import type { Supposition } from "./counterfactual.ts";
import { factsOf, type Refused } from "./refused.ts";

/** The channels that the product sends and tasks are made for. */
const USUAL_CHANNELS = Channel.extract(["sms", "email", "letter", "call"]).options;

/** The same attempt by another channel or to another address, as the caller knows them or made from the case. */
export function otherWays(
  { contactCase, now }: Refused,
  others: readonly ContactCase[] | undefined,
): readonly Supposition[] {
  const { channel, addressId } = contactCase;
  if (channel === undefined) return [];
  const otherChannels = USUAL_CHANNELS.filter((other) => other !== channel).map((other) => ({
    ...contactCase,
    channel: other,
    addressId: undefined,
  }));
  const madeUp =
    addressId === undefined ? otherChannels : [elsewhere(contactCase), ...otherChannels];
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

/** An address of which nothing is known yet. */
function elsewhere(contactCase: ContactCase): ContactCase {
  return { ...contactCase, addressId: "another-address" };
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
