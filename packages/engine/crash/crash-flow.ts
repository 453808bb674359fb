import type { Flow } from "@fairflow/flow";
import { flowOf } from "../src/fixtures/reminder-flow.ts";

/** Two messages with an hour between them; every run ends by itself. */
export function crashFlow(): Flow {
  const sms = (template: string) => ({
    type: "sms",
    config: { template, purpose: "collection" },
  });
  return flowOf("Crash", {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
      },
      which: { type: "segment", config: { segments: [{ id: "large", segment: "large" }] } },
      first: sms("reminder"),
      patience: { type: "wait", config: { kind: "hours", hours: 1 } },
      second: sms("second"),
      over: { type: "end", config: { reason: "reminded" } },
    },
    edges: [
      ["start", "next", "which"],
      ["which", "large", "first"],
      ["which", "else", "first"],
      ["first", "sent", "patience"],
      ["patience", "next", "second"],
      ["second", "sent", "over"],
    ],
  });
}
