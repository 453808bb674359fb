import {
  CircleHelp,
  ClipboardList,
  FileCheck,
  FileClock,
  Footprints,
  HandCoins,
  MailQuestion,
  MessageSquareText,
  OctagonAlert,
  Phone,
  SearchCheck,
  ShieldAlert,
  TimerOff,
  type LucideIcon,
} from "lucide-react";
import { plainName } from "../compliance/gate-words.ts";

export interface TaskKind {
  readonly name: string;
  readonly Icon: LucideIcon;
  /** What finishing such a task says or does. */
  readonly meaning: string;
}

/** Kinds of work as people call them. */
const KINDS: ReadonlyMap<string, TaskKind> = new Map([
  [
    "call",
    {
      name: "Call",
      Icon: Phone,
      meaning: "What came of the call is on record and counts for the next; the flow goes on.",
    },
  ],
  [
    "visit",
    {
      name: "Visit",
      Icon: Footprints,
      meaning: "What came of the visit is on record and counts for the next; the flow goes on.",
    },
  ],
  ["review", { name: "Review", Icon: SearchCheck, meaning: "The flow goes on as you answer." }],
  [
    "dispute",
    {
      name: "Dispute",
      Icon: ShieldAlert,
      meaning:
        "To finish is to say that the decision has gone out to the debtor, with everything the law wants sent beside it. It counts as sent now, and demands stay held for some business days from now unless it is accepted.",
    },
  ],
  [
    "claims_paid",
    {
      name: "Says it is paid",
      Icon: HandCoins,
      meaning:
        "Found: book the payment too; the hold ends with it. Not found: the hold ends now, and demands go on.",
    },
  ],
  [
    "reply",
    {
      name: "Reply to read",
      Icon: MessageSquareText,
      meaning:
        "What you say they mean becomes a fact: an opt-out, a wrong number, a dispute, a payment to look for. Where contact is paused, the pause ends with it.",
    },
  ],
  [
    "trace",
    {
      name: "Trace",
      Icon: CircleHelp,
      meaning: "Bring a new address in by an import; the wrong one stays refused.",
    },
  ],
  [
    "in_doubt",
    {
      name: "Message in doubt",
      Icon: MailQuestion,
      meaning:
        "Ask the provider. If it was not sent, another is made and judged anew; if it was, the flow goes on.",
    },
  ],
  [
    "proof",
    {
      name: "Proof of a notice",
      Icon: FileCheck,
      meaning: "The days that the law gives are counted from what you say here.",
    },
  ],
  [
    "poisoned",
    {
      name: "Flow that cannot go on",
      Icon: OctagonAlert,
      meaning: "Their way through the flow is tried again from where it stands, or ended.",
    },
  ],
  [
    "expected_event",
    {
      name: "Overdue document",
      Icon: FileClock,
      meaning: "The hold stays either way. Lift it on the debtor's page if it is over.",
    },
  ],
  [
    "stale_data",
    {
      name: "Late file",
      Icon: TimerOff,
      meaning: "Demands of this portfolio wait until a newer file comes in.",
    },
  ],
]);

export const taskKinds: readonly string[] = [...KINDS.keys()];

export function taskKind(kind: string): TaskKind {
  return (
    KINDS.get(kind) ?? {
      name: plainName(kind),
      Icon: ClipboardList,
      meaning: "What waits for it goes on as you answer.",
    }
  );
}

/** Work that reaches a person: it is opened before it is done. */
export function isContact(kind: string): kind is "call" | "visit" {
  return kind === "call" || kind === "visit";
}
