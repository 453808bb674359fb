import { shareWords } from "@fairflow/contract/share-words";
import { formatCount } from "../../server/format.ts";
import { FEWEST_FOR_RATES, isTellable, type Rate } from "./step-figures.ts";

/** What each number counts, in one sentence; what it is of stands beside it. */
export const DEFINITIONS = {
  entered: "People who came to this step, once for each time that they came.",
  waiting: "People who stand at this step now.",
  done: "People who left this step by the way that it is for, or because the flow was over for them.",
  failedMessage: "Messages that no provider took, or that turned out not to have arrived.",
  failed: "People who could not go on from here: a person has to decide.",
  moved: "People who were taken from here to another version of this flow.",
  goalMessage:
    "Of the messages that were sent from here, those that were the last one before their person reached the goal or paid, within the attribution window. Each entry counts once.",
  goalStart:
    "Of everybody who entered this version or was moved to it and was not taken to another, those who reached the goal or paid on their way.",
  money:
    "Payments that had this step's message last before them, within the attribution window. What was taken back is taken off.",
  sent: "Messages that a provider took.",
  delivered: "Messages that a provider says arrived.",
  payments: "How many payments that money is.",
} as const;

/** As in `12.4 %`, or that it is of too few to be told. */
export function rateWords(rate: Rate): string {
  return isTellable(rate) ? shareWords(rate.share) : "n too small";
}

/** A definition with what it is of, for who points at a number. */
export function withN(definition: string, n: number): string {
  const count = `n = ${formatCount(n)}`;
  return n < FEWEST_FOR_RATES
    ? `${definition} ${count}; under ${FEWEST_FOR_RATES} no rate is told.`
    : `${definition} ${count}.`;
}
