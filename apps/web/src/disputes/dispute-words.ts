import type { DecidedRun, Decision, DisputeDetail, DisputeSummary } from "@fairflow/contract";
import { plainName } from "../compliance/gate-words.ts";
import { formatMoney } from "../server/format.ts";

const KINDS: Readonly<Record<DisputeSummary["kind"], string>> = {
  dispute: "Dispute",
  query: "Question",
  complaint: "Complaint",
};

export function kindName(kind: DisputeSummary["kind"]): string {
  return KINDS[kind];
}

const REASONS: Readonly<Record<string, string>> = {
  amount: "The amount is wrong",
  "not-mine": "It is not theirs",
  "already-paid": "It is paid already",
  service: "The goods or the service were not right",
  conduct: "How they were treated",
  fees: "The fees or the interest",
  fraud: "Somebody used their name",
  "too-old": "The debt is too old",
  other: "Something else",
};

/** The reasons that the desk offers. */
export const reasons = Object.entries(REASONS).map(([value, label]) => ({ value, label }));

/** Why, in words; a page or another system may give a code of its own. */
export function reasonName(reason: string): string {
  return Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? reason) : plainName(reason);
}

/** What is disputed; a question or a complaint need not name an amount. */
export function amountWords({
  kind,
  amount,
  account,
}: Pick<DisputeSummary, "kind" | "amount" | "account">): string {
  if (amount !== null) return formatMoney(amount);
  return kind === "dispute" ? `all of ${formatMoney(account.balance)}` : "none named";
}

/** What a decision is called, by what it answers. */
export function decisionName(kind: DisputeSummary["kind"], decision: Decision): string {
  if (kind === "query") {
    return {
      accepted: "Answered",
      "partly-accepted": "Answered in part",
      rejected: "Not answered",
    }[decision];
  }
  return { accepted: "Accepted", "partly-accepted": "Partly accepted", rejected: "Rejected" }[
    decision
  ];
}

/** What a decision does to one run, in a sentence. */
export function effectWords({ after }: DecidedRun): string {
  switch (after.kind) {
    case "ends":
      return `Ends: ${plainName(after.reason).toLowerCase()}`;
    case "goes-to":
      return `Goes on to “${after.node}”`;
    case "resumes":
      return `Takes up again at “${after.node}”, not before that day`;
    case "stays-held":
      return `Stays held by something else, then goes on at “${after.node}”`;
    case "unchanged":
      return "Stays as it is";
  }
}

/** How long there is to answer. */
export function daysLeftWords(daysLeft: number): string {
  if (daysLeft < 0) return daysLeft === -1 ? "1 day late" : `${-daysLeft} days late`;
  if (daysLeft === 0) return "Today";
  return daysLeft === 1 ? "1 day left" : `${daysLeft} days left`;
}

const CHANNELS: Readonly<Record<string, string>> = {
  email: "e-mail",
  letter: "letter",
  sms: "SMS",
};

const LETTER_STATES: Readonly<Record<string, string>> = {
  planned: "is on its way",
  dispatching: "is on its way",
  in_doubt: "may have arrived; that is being looked into",
  accepted: "was sent",
  delivered: "was delivered",
  forbidden: "was refused by a rule",
  deferred: "was put off by a rule",
  failed: "came back",
  withdrawn: "was taken back",
};

/** What became of the message with a decision, in a sentence. */
export function letterWords(letter: DisputeDetail["letter"]): string {
  if (letter === null) return "There was no address to write to.";
  const { channel, status } = letter;
  return `The ${CHANNELS[channel] ?? channel} ${LETTER_STATES[status] ?? status}.`;
}
