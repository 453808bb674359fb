import { Outcome } from "@fairflow/compliance";
import type { endpoints, InputOf } from "@fairflow/contract";
import { outcomeNames } from "../compliance/gate-words.ts";

/** A call or visit that was made, as whoever made it says. */
export type MadeContact = NonNullable<
  InputOf<(typeof endpoints)["completeTask"]>["body"]["contact"]
>;
export type Reached = NonNullable<MadeContact["reached"]>;

/** What a person at the desk may choose while nothing is chosen yet, or where nothing was made. */
export interface ContactChoice {
  readonly outcome: Outcome | "not-made" | "";
  readonly reached: Reached | "";
}

export const nothingChosen: ContactChoice = { outcome: "", reached: "" };

const OUTCOMES: Readonly<Record<"call" | "visit", readonly Outcome[]>> = {
  call: [
    "conversation",
    "no_answer",
    "voicemail_left",
    "voicemail_no_message",
    "dropped",
    "busy_or_not_in_service",
  ],
  visit: ["conversation", "no_answer", "failed"],
};

const VISIT_NAMES: Partial<Readonly<Record<Outcome, string>>> = {
  conversation: "Spoke with somebody",
  no_answer: "Nobody there",
  failed: "Could not get there",
};

export const reachedOptions: readonly { readonly value: Reached; readonly label: string }[] = [
  { value: "debtor", label: "The debtor: the right person" },
  { value: "third-party", label: "Somebody else who knows them" },
  { value: "wrong-number", label: "Nobody who knows them: a wrong number or address" },
];

export function outcomeOptions(kind: "call" | "visit") {
  return [
    ...OUTCOMES[kind].map((value) => ({
      value,
      label: kind === "visit" ? (VISIT_NAMES[value] ?? outcomeNames[value]) : callName(value),
    })),
    { value: "not-made", label: `The ${kind} was not made` },
  ];
}

function callName(outcome: Outcome): string {
  return outcome === "conversation" ? "Spoke with somebody" : outcomeNames[outcome];
}

/** Only where somebody answered can it be said who. */
export function asksWho({ outcome }: ContactChoice): boolean {
  return outcome === "conversation";
}

/** What is still to be said; undefined where nothing is. */
export function whatIsMissing(choice: ContactChoice): string | undefined {
  if (choice.outcome === "") return "Say what came of it";
  return asksWho(choice) && choice.reached === "" ? "Say who was reached" : undefined;
}

/** Undefined where it was not made. */
export function contactOf(choice: ContactChoice): MadeContact | undefined {
  const { outcome, reached } = choice;
  if (outcome === "" || outcome === "not-made") return undefined;
  return { outcome, ...(asksWho(choice) && reached !== "" ? { reached } : {}) };
}

export function choiceOfOutcome(choice: ContactChoice, value: string): ContactChoice {
  const outcome = value === "not-made" ? value : (Outcome.safeParse(value).data ?? "");
  return { ...choice, outcome };
}

export function choiceOfReached(choice: ContactChoice, value: string): ContactChoice {
  return {
    ...choice,
    reached: reachedOptions.find((option) => option.value === value)?.value ?? "",
  };
}
