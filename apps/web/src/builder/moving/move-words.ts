import type { MoveKind, MovePreview, MoveState } from "@fairflow/contract";
import type { Tone } from "@fairflow/ui";
import { formatInstant } from "../../server/format.ts";

interface KindLook {
  /** As in `12 go on`. */
  readonly many: string;
  readonly meaning: string;
  readonly tone: Tone;
}

/** What becomes of people, in the order in which it is told. */
export const KINDS: Readonly<Record<MoveKind, KindLook>> = {
  undecided: {
    many: "need a decision",
    meaning: "The step where they stand has no place yet.",
    tone: "warn",
  },
  moves: {
    many: "go on",
    meaning: "Their wait goes on in the other version.",
    tone: "ok",
  },
  begins: {
    many: "begin a step anew",
    meaning:
      "They come to a step, and it begins now. Messages that they were sent are passed over.",
    tone: "accent",
  },
  stays: {
    many: "stay",
    meaning: "They go on in the version that they are in.",
    tone: "neutral",
  },
  leaves: { many: "leave the flow", meaning: "Their way ends.", tone: "bad" },
  "hand-over": {
    many: "go to a person",
    meaning: "Their way ends, and a team gets a task for each.",
    tone: "hold",
  },
  cannot: {
    many: "cannot be moved now",
    meaning: "They stay in the version that they are in.",
    tone: "warn",
  },
};

export const KIND_ORDER: readonly MoveKind[] = [
  "undecided",
  "moves",
  "begins",
  "stays",
  "leaves",
  "hand-over",
  "cannot",
];

/** Why somebody is not moved, in a sentence. */
export const WHY = {
  "message-under-way": "A message is on its way; its answer belongs to this step.",
  "notice-running": "A notice was sent here, and the days of the law are running.",
  "way-out-gone": "They are about to leave by a way out that the other step does not have.",
  parked: "Their way cannot go on and waits for a person.",
  faulty: "What would become of them cannot be worked out. Operations can see why in the log.",
  undecided: "The step where they stood had no place.",
  later: "There is news of them that is read first.",
  kept: "Something has happened since they were moved, so they were not taken back.",
} as const;

type NextAction = MovePreview["people"][number]["before"];

/** What somebody does next, in a sentence without its end. */
export function sayNext(
  action: NextAction,
  nameOf: (node: string) => string,
  zone: string | undefined,
): string {
  const { node, atMs, next, because } = action;
  const at = node === null ? "" : ` at “${nameOf(node)}”`;
  const until = atMs === null ? "" : ` until ${formatInstant(atMs, zone)}`;
  const then = next === null ? "" : `, then “${nameOf(next)}”`;
  switch (action.kind) {
    case "begins":
      return node === null ? "Begins the flow" : `Begins “${nameOf(node)}”`;
    case "waits":
      return `Waits${at}${until}${then}`;
    case "listens":
      return atMs === null ? `Waits for an event${at}` : `Waits for an event${at}${until}${then}`;
    case "asks-again":
      return `Asks again whether “${nameOf(node ?? "")}” may go${atMs === null ? "" : `, ${formatInstant(atMs, zone)}`}`;
    case "message-under-way":
      return `“${nameOf(node ?? "")}” is being sent`;
    case "notice":
      return `Waits for the days of a notice${at}${until}${then}`;
    case "dispute":
      return `A dispute is being decided${at}`;
    case "held":
      return `Held${at}${because === null ? "" : `: ${because.replaceAll("_", " ")}`}`;
    case "parked":
      return `Waits for a person${at}`;
    case "ended":
      return `Ends${because === null ? "" : `: ${because}`}`;
  }
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** How much later or earlier the next action comes, as in `2 days later`; undefined where it comes when it would have. */
export function sayShift(
  before: Pick<NextAction, "atMs">,
  after: Pick<NextAction, "atMs"> | null,
): string | undefined {
  if (before.atMs === null || after === null || after.atMs === null) return undefined;
  const shift = after.atMs - before.atMs;
  const size = Math.abs(shift);
  if (size < HOUR_MS) return undefined;
  const [count, unit] = size >= DAY_MS ? [size / DAY_MS, "day"] : [size / HOUR_MS, "hour"];
  const whole = Math.round(count);
  return `${whole} ${unit}${whole === 1 ? "" : "s"} ${shift > 0 ? "later" : "earlier"}`;
}

const STATUS: Readonly<
  Record<MoveState["status"], { readonly words: string; readonly tone: Tone }>
> = {
  planned: { words: "Planned", tone: "info" },
  running: { words: "Moving", tone: "accent" },
  paused: { words: "Stands still", tone: "hold" },
  done: { words: "Done", tone: "ok" },
  undoing: { words: "Taking back", tone: "accent" },
  undone: { words: "Taken back", tone: "neutral" },
  discarded: { words: "Given up", tone: "neutral" },
};

export function statusLook({ status }: Pick<MoveState, "status">) {
  return STATUS[status];
}
