import type { NoticeRule, StepGate } from "../rule.ts";
import { lengthWords, periodWords } from "./duration-words.ts";
import { allOf, anyOf, paragraph, sentenceCase } from "./list-words.ts";
import { stateClause, termWords } from "./term-words.ts";
import { CHANNEL_WORDS } from "./vocabulary-words.ts";

type Requirement = StepGate["requires"][number];

const COUNTED_FROM = {
  sent: "was sent",
  delivered: "was delivered",
  assumed_receipt: "is assumed to have been received",
  served: "was served",
} as const;

/** What a legal step waits for. */
export function stepGateSentence(rule: StepGate): string {
  const what = sentenceCase(termWords(rule.step));
  const waits = rule.severity === "block" ? "waits" : "carries a warning";
  const wanted = rule.requires.flatMap((requirement) => wantedWords(requirement) ?? []);
  const barred = rule.requires.flatMap((requirement) =>
    requirement.kind === "state_absent" ? [stateClause(requirement.state)] : [],
  );
  return paragraph([
    wanted.length > 0 ? `${what} ${waits} until ${allOf(wanted)}` : undefined,
    barred.length > 0
      ? `${wanted.length > 0 ? "It also" : what} ${waits} as long as ${anyOf(barred)}`
      : undefined,
  ]);
}

function wantedWords(requirement: Requirement): string | undefined {
  switch (requirement.kind) {
    case "notice_elapsed": {
      const from = COUNTED_FROM[requirement.countFrom ?? "sent"];
      return `${periodWords(requirement.duration)} have passed since ${termWords(requirement.noticeId)} ${from}`;
    }
    case "in_default_for":
      return `the debt has been in default for ${periodWords(requirement.duration)}`;
    case "state_absent":
      return undefined;
    case "state_present":
      return `it is on record that ${stateClause(requirement.state)}`;
  }
}

/** How a notice is given, and what follows from it. */
export function noticeSentence(rule: NoticeRule): string {
  const { dueWithin, beforeFirst, assumedReceipt, responsePeriod, proofRequired = [] } = rule;
  return paragraph([
    beforeFirst === undefined
      ? undefined
      : `It must be given before ${termWords(beforeFirst)}, as the rules for that step say`,
    dueWithin?.duration === undefined
      ? undefined
      : `It is due within ${lengthWords(dueWithin.duration)} after ${termWords(dueWithin.after ?? "the event")}`,
    `It goes by ${anyOf(rule.deliveryChannels.map((channel) => CHANNEL_WORDS[channel][0]))} and says: ${rule.contains.map(termWords).join("; ")}`,
    proofRequired.length > 0
      ? `Proof to keep: ${proofRequired.map(termWords).join(", ")}`
      : undefined,
    assumedReceipt === undefined
      ? undefined
      : `It counts as received ${lengthWords(assumedReceipt)} after it was sent`,
    responsePeriod === undefined
      ? undefined
      : `The debtor has ${periodWords(responsePeriod)} to answer`,
  ]);
}
