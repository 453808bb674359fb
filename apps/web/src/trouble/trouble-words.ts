import type { TroubleAction, TroubleKind, TroubleView } from "@fairflow/contract";
import { formatCount, formatDate, formatInstant } from "../server/format.ts";

/** The kinds in the order in which they are looked at: what keeps people waiting or reaches them wrongly comes first. */
export const TROUBLE_TITLES: Readonly<Record<TroubleKind, string>> = {
  "flow-held": "Flows that stopped by themselves",
  "message-in-doubt": "Messages in doubt",
  "run-overdue": "People who are not going on",
  "run-poisoned": "People who cannot go on",
  "provider-resting": "Providers that do not answer",
  "provider-silent": "Providers that tell nothing",
  "notice-unread": "Notices that cannot be read",
  "notice-refused": "Notices that are not believed",
  "feed-late": "Files of clients that are late",
  "statement-late": "Bank statements that are late",
  "webhook-failing": "Other systems that take no webhooks",
};

type Place = "/cash/statements" | "/imports" | "/settings/providers" | "/webhooks";

/** Where admins see to it. */
export const TROUBLE_PLACES: Readonly<Partial<Record<TroubleKind, Place>>> = {
  "provider-resting": "/settings/providers",
  "provider-silent": "/settings/providers",
  "notice-refused": "/settings/providers",
  "notice-unread": "/settings/providers",
  "feed-late": "/imports",
  "statement-late": "/cash/statements",
  "webhook-failing": "/webhooks",
};

/** Why, and what follows from it. */
export function causeOf({ kind, code, facts }: TroubleView, zone: string | undefined): string {
  const count = (name: string) => formatCount(Number(facts[name] ?? 0));
  const moment = (name: string) => formatInstant(Number(facts[name] ?? 0), zone);
  switch (kind) {
    case "flow-held":
      return code === "repeats" ? repeats(facts, count) : beyondForecast(facts, count);
    case "message-in-doubt":
      return `The provider said nothing${code === null ? "" : ` (${code})`} after the ${channelWord(facts["channel"])} was handed to it, so nobody knows whether it left. It is not sent again.`;
    case "run-overdue":
      return `${count("runs")} should have moved on and did not. Workers may have stopped, or have more to do than they can.`;
    case "run-poisoned":
      return facts["step"] === null
        ? "It failed before its first step. It stands still until somebody decides."
        : `Step “${facts["step"]}” failed. It stands still until somebody decides.`;
    case "provider-resting":
      return `It failed ${count("failures")} times in a row${code === null ? "" : ` (last: ${code})`}. Messages wait and are not lost; one tries at ${moment("restsUntilMs")}.`;
    case "provider-silent":
      return "It takes messages and has told nothing of them since. Its callback address may be wrong, or cannot be reached.";
    case "notice-unread":
      return code === null || code === ""
        ? `It was read ${count("tries")} times without success.`
        : `It waits because of: ${code}`;
    case "notice-refused":
      return `${count("count")} notices of ${PLACES.get(String(facts["place"])) ?? "it"} were refused, the last ${moment("lastMs")}: ${REFUSALS.get(code ?? "") ?? code}. Its secret or its callback address may not be what the provider has; or somebody else speaks for it. Nothing of them was taken in.`;
    case "feed-late":
      return `The newest figures are of ${moment("asOfMs")}, and may be ${count("hours")} hours old. Demands of this portfolio wait until newer ones come.`;
    case "statement-late":
      return `The last one came ${moment("lastMs")}. The longest time between the last ones was ${String(facts["longestDays"])} days.`;
    case "webhook-failing":
      return webhook(code, count);
  }
}

const REFUSALS: ReadonlyMap<string, string> = new Map([
  ["wrong-signature", "its signature is wrong"],
  ["not-verified", "its signature is wrong"],
  ["no-signature", "it has no signature"],
  ["unsigned", "its signature is missing or wrong"],
  ["other-account", "it is of another account"],
  ["not-ours", "it is of another account"],
  ["too-old", "it is too old"],
  ["in-future", "it is from the future"],
  ["wrong-source", "it came from elsewhere"],
  ["unreadable", "it cannot be read"],
  ["malformed", "it cannot be read"],
]);

/** What a provider tells at each of its addresses. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ["status", "what became of messages"],
  ["inbound", "what people answered"],
  ["payment", "payments"],
]);

type Facts = TroubleView["facts"];
type Count = (name: string) => string;

function repeats(facts: Facts, count: Count): string {
  const often = facts["earlier"] === null ? "again" : `after ${count("earlier")} alike`;
  return `Step “${facts["step"]}” was about to write to one person ${often} within a day, by entries of its own (${count("messages")} such messages). Nothing more of this flow leaves.`;
}

function webhook(code: string | null, count: Count): string {
  const waiting = `${count("waiting")} messages wait`;
  if (code === null) return `${waiting} for it. They are tried again by themselves.`;
  const why = code === "gone" ? "It said that it is gone" : "It took nothing for five days";
  return `${why}, and was switched off. ${waiting} until somebody switches it on again.`;
}

function beyondForecast(facts: Facts, count: Count): string {
  const expected =
    facts["basis"] === "history"
      ? `${count("factor")} times the ${count("busiest")} of the busiest of ${count("days")} days`
      : `${count("factor")} messages for each of the ${count("entered")} who entered`;
  return `It has sent ${count("sent")} messages on ${formatDate(String(facts["day"]))} and was about to send ${count("asked")} more. At most ${count("limit")} were expected: ${expected}. Nothing more of it leaves.`;
}

function channelWord(channel: unknown): string {
  return channel === "sms" ? "SMS" : channel === "email" ? "e-mail" : String(channel);
}

interface ActionWords {
  readonly label: string;
  /** What it does, before it is done. */
  readonly does: string;
}

export function actionWords(kind: TroubleKind, action: TroubleAction): ActionWords {
  switch (action) {
    case "release":
      return {
        label: "Let it go on",
        does: "What it was about to send leaves, as far as the law allows it then. Today it may send three times what it has sent so far.",
      };
    case "retry":
      return RETRIES[kind];
    case "was-sent":
      return { label: "It was sent", does: "The message counts as sent, and the person goes on." };
    case "was-not-sent":
      return {
        label: "It was not sent",
        does: "A new message is planned, and the law is asked again. If the first one did arrive, the person gets it twice: be sure.",
      };
    case "skip":
      return kind === "run-poisoned"
        ? { label: "End it", does: "The person leaves the flow. What is planned is taken back." }
        : kind === "notice-refused"
          ? {
              label: "Seen to",
              does: "Counting begins anew; if it goes on, it is told here again.",
            }
          : { label: "Leave it", does: "Nothing is made of it, for good." };
    case "hand-over":
      return { label: "Hand over", does: "A task asks Operations, with what you write." };
  }
}

const ASKED_AGAIN: ActionWords = {
  label: "Ask the provider",
  does: "The provider is asked what became of it. Nothing is sent.",
};

const RETRIES: Readonly<Record<TroubleKind, ActionWords>> = {
  "flow-held": { label: "Try again", does: "It is tried again." },
  "message-in-doubt": ASKED_AGAIN,
  "run-overdue": {
    label: "Give them their turn",
    does: "They are looked at now. Who has moved on meanwhile is left alone.",
  },
  "run-poisoned": {
    label: "Try again",
    does: "The step is tried again where it stands, with what it missed. A message that left is not sent again.",
  },
  "provider-resting": {
    label: "Try it now",
    does: "The next message tries it. If it answers, the others follow.",
  },
  "provider-silent": ASKED_AGAIN,
  "notice-unread": { label: "Read it again", does: "It is read again from the start." },
  "notice-refused": ASKED_AGAIN,
  "feed-late": ASKED_AGAIN,
  "statement-late": ASKED_AGAIN,
  "webhook-failing": {
    label: "Try it now",
    does: "What waits for it is sent at once, under the ids that it had.",
  },
};
