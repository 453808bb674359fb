import { ExitId } from "@fairflow/flow";
import { AwaitedEvent, cannotBeDisabled, defineNode } from "@fairflow/interpreter";
import { z } from "zod";
import { BusinessDays, Days, endOf, Hours, sayDuration } from "../duration.ts";
import { sayEvent } from "../awaited-event-names.ts";
import { inSeries } from "../in-series.ts";
import { ownExitProblems } from "../own-exits.ts";

export const WaitForConfig = z.strictObject({
  /** The events that end the wait; each has its own way out, named by `id`. */
  events: z.array(z.strictObject({ id: ExitId, event: AwaitedEvent })).max(20),
  deadline: z.discriminatedUnion("kind", [
    Days,
    BusinessDays,
    Hours,
    z.strictObject({ kind: z.literal("none") }),
  ]),
});
export type WaitForConfig = z.infer<typeof WaitForConfig>;

export const waitFor = defineNode({
  type: "wait-for",
  title: "Wait for",
  family: "wait",
  config: WaitForConfig,
  defaults: {
    events: [{ id: "paid", event: "paid" }],
    deadline: { kind: "days", days: 3 },
  },
  exits: ({ events, deadline }) => [
    ...events.map(({ id, event }) => ({ id, label: sayEvent(event) })),
    ...(deadline.kind === "none" ? [] : [{ id: "timeout", label: "Time is up" }]),
  ],
  check: ({ events }) => [
    ...ownExitProblems(events, 1, "event"),
    ...repeated(events.map(({ event }) => event)).map(
      (event) => `"${sayEvent(event)}" is waited for twice`,
    ),
  ],
  waits: () => true,
  whenDisabled: ({ deadline }) =>
    deadline.kind === "none"
      ? cannotBeDisabled(
          "it waits without a deadline, so it has no way for people for whom nothing happened",
        )
      : { kind: "passes", exit: "timeout" },
  sentence: ({ events, deadline }) => {
    const what = inSeries(
      events.map(({ event }) => sayEvent(event).toLowerCase()),
      "or",
    );
    const until =
      deadline.kind === "none" ? "however long it takes" : `up to ${sayDuration(deadline)}`;
    return `Wait until one of these happens, ${until}: ${what === "" ? "(no event)" : what}`;
  },
  execute: ({ events, deadline }) => {
    const exits: Partial<Record<AwaitedEvent, ExitId>> = Object.fromEntries(
      events.map(({ id, event }) => [event, id]),
    );
    if (deadline.kind === "none") {
      const outcome = { kind: "await", exits, untilMs: null, timeout: null } as const;
      return () => outcome;
    }
    return (context) => ({
      kind: "await",
      exits,
      untilMs: endOf(deadline, context),
      timeout: "timeout",
    });
  },
});

function repeated<Item>(items: readonly Item[]): readonly Item[] {
  return items.filter((item, index) => items.indexOf(item) !== index);
}
