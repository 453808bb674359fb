import type { Stay } from "@fairflow/contract";
import { holdName } from "../../debtors/hold-name.ts";

const WAITED = {
  time: "Waits for its time",
  event: "Waits for something to happen",
  sending: "Its message is on the way",
  leave: "Waits for leave to take a legal step",
  notice: "A notice has to run first",
  dispute: "Disputed: a person decides",
} as const satisfies Readonly<Record<(Stay & { readonly kind: "waits" })["for"], string>>;

/** What keeps somebody at a step, in words. */
export function stayWords(stay: Stay): string {
  switch (stay.kind) {
    case "held":
      return `Held: ${stay.states.map((state) => holdName(state).toLowerCase()).join(", ")}`;
    case "rules":
      return stay.rules.map(({ title }) => title).join("; ");
    case "waits":
      return WAITED[stay.for];
    case "parked":
      return "Could not go on: a person has to decide";
  }
}

/** Whether something keeps them back that the step itself does not ask for. */
export function isKeptBack({ kind }: Stay): boolean {
  return kind !== "waits";
}
