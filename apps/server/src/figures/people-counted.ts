import type { StepMetric } from "@fairflow/contract";
import {
  attemptsAtNode,
  creditedAtNode,
  keptBackAtNode,
  passedNode,
  type CountedAt,
  type CountedQuestion,
  type Transaction,
} from "@fairflow/db";

/** Who is behind a number of a node. */
export function peopleCounted(
  tx: Transaction,
  { metric, exit }: { readonly metric: StepMetric; readonly exit: string | undefined },
  question: CountedQuestion,
): Promise<readonly CountedAt[]> {
  switch (metric) {
    case "entered":
      return passedNode(tx, { exit: undefined, isEntry: true }, question);
    case "left":
      return passedNode(tx, { exit, isEntry: false }, question);
    case "sent":
    case "delivered":
    case "failed":
      return attemptsAtNode(tx, metric, question);
    case "kept_back":
      return keptBackAtNode(tx, exit, question);
    case "goal":
    case "paid":
    case "clicked":
    case "replied":
    case "opted_out":
    case "disputed":
    case "promised":
      return creditedAtNode(tx, metric, question);
  }
}
