import type { FigureId } from "./figures-of-day.ts";

export interface FigureWords {
  readonly name: string;
  /** What is counted, and of which days. */
  readonly definition: string;
  /** What a share is of, as in "of 1,204 attempts"; absent where it is none. */
  readonly of?: string;
  /** What its parts are. */
  readonly parts: string;
}

/** Screens and files say what a figure is in these words. */
export const FIGURE_WORDS: Readonly<Record<FigureId, FigureWords>> = {
  collected: {
    name: "Collected",
    definition:
      "Payments less what went back, on the day of their value date, whether or not a message brought them. Charges, corrections and write-offs are none.",
    parts: "By portfolio",
  },
  promised: {
    name: "Promised",
    definition:
      "What people promised to pay, on the day on which they did: promises and arrangements that stand, were kept or were broken. Cancelled ones are left out.",
    parts: "By portfolio",
  },
  cure_rate: {
    name: "Cure rate",
    definition:
      "Of the accounts that were in arrears at the last close before the month: those that have had nothing overdue at a close since. Each counts once, at the first such close.",
    of: "accounts in arrears",
    parts: "By portfolio",
  },
  attempts: {
    name: "Attempts",
    definition:
      "Messages that a provider took, and calls and visits that were made, on the day where the portfolio is. Those that a rule kept back are none.",
    parts: "By channel",
  },
  contacts: {
    name: "Contacts",
    definition:
      "Attempts that reached somebody: messages that were delivered, and calls and visits at which somebody was spoken to.",
    of: "attempts",
    parts: "By channel",
  },
  right_party: {
    name: "Right-party contacts",
    definition: "Attempts at which the debtor was spoken to, and nobody else.",
    of: "attempts",
    parts: "By channel",
  },
  conversion: {
    name: "Conversion",
    definition:
      "Of the entries into flows that began in these days: those that ended well in them too. Entries of the last days have had less time, here and in the month before alike. What began earlier and ended well now is no part of it: the day's curve and the table of flows count it.",
    of: "entries",
    parts: "By flow",
  },
  cost: {
    name: "Cost of what was collected",
    definition:
      "What providers charged for attempts, as far as they told, of what was collected in the same days and the same currency.",
    of: "collected",
    parts: "By portfolio",
  },
  sms: { name: "SMS", definition: "SMS that the provider took.", parts: "By portfolio" },
  email: { name: "E-mails", definition: "E-mails that the provider took.", parts: "By portfolio" },
  letters: { name: "Letters", definition: "Letters that were handed over.", parts: "By portfolio" },
  kept_back: {
    name: "Kept back by rules",
    definition:
      "Times that a rule kept a contact from leaving, for a while or for good. One that two rules kept back counts for both. A high number is a good number: it is what the rules are for.",
    parts: "By rule",
  },
  held: {
    name: "On hold",
    definition:
      "Reasons to leave a debtor or an account alone that stand now, whenever they began.",
    parts: "By reason",
  },
  disputes: {
    name: "Disputes and complaints",
    definition: "Disputes, queries and complaints that were opened.",
    parts: "By kind",
  },
  balance_age: {
    name: "Fresh figures at sending",
    definition:
      "Messages that left with figures of the client that were less than two days old, of those of which the age is known.",
    of: "messages",
    parts: "By age in days",
  },
  days_to_stop: {
    name: "Payments known on their day",
    definition:
      "Payments that were known here on their value date, so that demands stopped at once, of all that became known in these days.",
    of: "payments",
    parts: "By days from value date to stop",
  },
};
