import type { Hold } from "../rule.ts";
import { Purpose } from "../vocabulary.ts";
import { purposesWords } from "./applies-words.ts";
import { periodWords } from "./duration-words.ts";
import { allOf, anyOf, paragraph } from "./list-words.ts";
import { eventClause, stateClause, termWords } from "./term-words.ts";

/** What remains allowed while the hold lasts, and how it ends. */
export function holdSentence(rule: Hold): string {
  const { blocksSteps = [], redirectTo = "none", resumeRequires = [] } = rule;
  const verb = rule.severity === "block" ? "is refused" : "carries a warning";
  return paragraph([
    `If ${anyOf([rule.state].flat().map(stateClause))}, ${whatRemains(rule, verb)}`,
    blocksSteps.length > 0
      ? `These steps wait too: ${allOf(blocksSteps.map(termWords))}`
      : undefined,
    redirectWords(redirectTo),
    endWords(rule.end),
    resumeRequires.length > 0
      ? `Contact resumes only when this is on record: ${allOf(resumeRequires.map(termWords))}`
      : undefined,
    rule.freezesInterestAndFees ? "Interest and fees are frozen: do not add any" : undefined,
  ]);
}

/** `It ends when the dispute is decided`. */
export function endWords({ kind, events = [], duration }: Hold["end"]): string {
  const when = `when ${anyOf(events.map(eventClause))}`;
  const after = duration === undefined ? "" : `after ${periodWords(duration)}`;
  if (kind === "event" || duration === undefined) {
    return events.length === 0 ? "Nothing ends it" : `It ends ${when}`;
  }
  return kind === "duration" || events.length === 0
    ? `It ends ${after}`
    : `It ends ${after}, or before that ${when}`;
}

/** Whose matter it is meanwhile. The gate sends nothing elsewhere by itself, and must not be said to. */
function redirectWords(redirectTo: NonNullable<Hold["redirectTo"]>): string | undefined {
  if (redirectTo === "none") return undefined;
  if (redirectTo === "human_queue") return "What comes next is for a person of the team to decide";
  return `What has to be said is for ${termWords(redirectTo)} instead, and a person sees to that`;
}

const REACHES = {
  debt: "about that debt",
  consumer: "to that debtor",
  channel: "by that channel or to that address",
} as const satisfies Record<Hold["scope"], string>;

function whatRemains(rule: Hold, verb: string): string {
  const { appliesTo, allowsPurposes, scope } = rule;
  const reach = REACHES[scope];
  if (appliesTo?.purposes !== undefined) {
    const refused = appliesTo.purposes.filter((purpose) => !allowsPurposes.includes(purpose));
    return `contact ${reach} for ${purposesWords(refused)} ${verb}`;
  }
  const allowed = Purpose.options.filter((purpose) => allowsPurposes.includes(purpose));
  if (allowed.length === 0) return `all contact ${reach} ${verb}`;
  return `contact ${reach} ${verb}, but for ${purposesWords(allowed)}`;
}
