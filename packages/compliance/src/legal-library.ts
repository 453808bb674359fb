import { countingRules, proofNeeded, type CountFrom, type CountingRule } from "./notice-rules.ts";
import type { RulePack } from "./rule-pack.ts";
import type { Duration, NoticeRule } from "./rule.ts";
import type { Channel } from "./vocabulary.ts";

/** What has to be known of a notice before its days run. Who served it has delivered it, who delivered it has sent it. */
export type Proof = "sent" | "delivered" | "served";

/** A notice that a pack knows, as somebody who draws a flow chooses it. */
export interface LegalNotice {
  readonly id: string;
  readonly title: string;
  /** ISO 3166-1. */
  readonly jurisdiction: string;
  readonly channels: readonly Channel[];
  /** The least that proves it. */
  readonly proof: Proof;
  /** `10 business days after it was delivered`. */
  readonly days: string;
}

/** A step that some rule holds up or forbids. */
export interface LegalStep {
  readonly id: string;
  readonly title: string;
}

export interface LegalLibrary {
  readonly notices: readonly LegalNotice[];
  readonly steps: readonly LegalStep[];
}

/** Steps whose name in the packs says too little; the others read as they are called. */
const STEP_TITLES: Readonly<Record<string, string>> = {
  commence_legal_proceedings: "Begin legal proceedings",
  terminate_or_enforce: "End the agreement or enforce it",
  report_to_bureau: "Report to a credit bureau",
  collection_contact: "First contact to collect",
};

/** The notices and legal steps that these packs know, for choosing and for checking what a flow names. */
export function legalLibrary(packs: Iterable<RulePack>): LegalLibrary {
  const notices = new Map<string, LegalNotice>();
  const steps = new Set<string>();
  for (const pack of packs) {
    const { notices: rules = [], stepGates = [], holds = [] } = pack.rules;
    for (const rule of rules) {
      if (!notices.has(rule.noticeId)) notices.set(rule.noticeId, noticeOf(pack, rule));
      if (rule.beforeFirst !== undefined) steps.add(rule.beforeFirst);
    }
    for (const { step } of stepGates) steps.add(step);
    for (const { blocksSteps = [] } of holds) for (const step of blocksSteps) steps.add(step);
  }
  return {
    notices: [...notices.values()].toSorted((one, other) => compare(one.title, other.title)),
    steps: [...steps]
      .map((id) => ({ id, title: stepTitle(id) }))
      .toSorted((one, other) => compare(one.title, other.title)),
  };
}

function noticeOf({ jurisdiction, rules }: RulePack, rule: NoticeRule): LegalNotice {
  const { stepGates = [], notices = [] } = rules;
  const law = { stepGates, notices };
  return {
    id: rule.noticeId,
    title: rule.title,
    jurisdiction: jurisdiction.country,
    channels: rule.deliveryChannels,
    proof: proofNeeded([law], rule.noticeId) ?? "sent",
    days: [...new Set(countingRules(law, rule.noticeId).map(daysInWords))].join(", and "),
  };
}

const EVENTS: Readonly<Record<CountFrom, string>> = {
  sent: "it was sent",
  delivered: "it was delivered",
  served: "it was served",
  assumed_receipt: "its receipt is assumed",
};

const UNITS: Readonly<Record<Duration["unit"], string>> = {
  minute: "minute",
  hour: "hour",
  calendar_day: "day",
  business_day: "business day",
  month: "month",
  year: "year",
};

function daysInWords({ from, duration }: CountingRule): string {
  if (duration === undefined) return `as soon as ${EVENTS[from]}`;
  const { value, unit } = duration;
  return `${value} ${UNITS[unit]}${value === 1 ? "" : "s"} after ${EVENTS[from]}`;
}

function stepTitle(id: string): string {
  const known = Object.hasOwn(STEP_TITLES, id) ? STEP_TITLES[id] : undefined;
  if (known !== undefined) return known;
  const words = id.replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
