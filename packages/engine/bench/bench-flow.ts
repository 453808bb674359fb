import type { Flow } from "@fairflow/flow";
import { flowOf } from "../src/fixtures/reminder-flow.ts";

/**
 * Six nodes: start, segment, wait, condition and two messages, of which the condition chooses one. Without a sender a
 * run stops at its first message, so this is the order in which every node is visited. The end is never reached.
 */
export function benchFlow(): Flow {
  const sms = (template: string) => ({
    type: "sms",
    config: { template, purpose: "collection" },
  });
  return flowOf("Benchmark", {
    nodes: {
      start: {
        type: "start",
        config: {
          entry: { kind: "segment", segment: "owing" },
          reentry: { kind: "each-due-date" },
        },
      },
      which: { type: "segment", config: { segments: [{ id: "large", segment: "large" }] } },
      patience: { type: "wait", config: { kind: "days", days: 3 } },
      owes: {
        type: "condition",
        config: {
          branches: [
            {
              id: "much",
              label: "Owes much",
              criteria: {
                kind: "rule",
                field: "account.balance",
                operator: "at_least",
                value: LARGE_MINOR,
              },
            },
          ],
        },
      },
      first: sms("reminder"),
      second: sms("second"),
      over: { type: "end", config: { reason: "reminded" } },
    },
    edges: [
      ["start", "next", "which"],
      ["which", "large", "patience"],
      ["which", "else", "patience"],
      ["patience", "next", "owes"],
      ["owes", "much", "first"],
      ["owes", "else", "second"],
      ["first", "sent", "over"],
      ["second", "sent", "over"],
    ],
  });
}

/** Minor units: what the segment calls large, and what the condition asks. */
export const LARGE_MINOR = 100_000;
