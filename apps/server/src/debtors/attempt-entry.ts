import type { Zone } from "@fairflow/calendar";
import type { TimelineEntry } from "@fairflow/contract";
import type { AttemptHappening } from "@fairflow/db";
import { failureWords } from "../providers/failure-words.ts";
import { localMoment } from "./local-moment.ts";
import { ownReason, refusalWords, ruleWords } from "./rule-words.ts";
import { plainWords } from "./step-words.ts";
import { entry, flowOf } from "./timeline-entry.ts";

type Channel = NonNullable<TimelineEntry["channel"]>;

export const CHANNEL_WORDS: Readonly<Record<AttemptHappening["channel"], string>> = {
  call: "Call",
  prerecorded_call: "Recorded call",
  voicemail: "Voicemail",
  sms: "SMS",
  whatsapp: "WhatsApp message",
  email: "E-mail",
  letter: "Letter",
  visit: "Visit",
  workplace_call: "Call at work",
  social_dm: "Direct message",
  portal: "Message in the portal",
};

export function attemptEntry(
  attempt: AttemptHappening,
  { zone, showsBody }: { readonly zone: Zone; readonly showsBody: boolean },
): TimelineEntry {
  const { id, at, place } = attempt;
  const channel = messageChannel(attempt.channel);
  const text = showsBody ? [attempt.subject, attempt.body].filter((part) => part !== null) : [];
  return entry({
    id,
    attemptId: id,
    at,
    ...saidOf(attempt, zone),
    channel,
    body: text.length === 0 ? null : text.join("\n\n"),
    // What the debtor does is under no rule of ours.
    rules: attempt.direction === "inbound" ? [] : attempt.rules.map(ruleWords),
    flow: place === null ? null : flowOf(place),
  });
}

function saidOf(
  attempt: AttemptHappening,
  zone: Zone,
): Pick<TimelineEntry, "kind" | "title" | "detail"> {
  const { channel, status, direction, source } = attempt;
  const what = CHANNEL_WORDS[channel];
  if (direction === "inbound") {
    return { kind: "reply", title: `${what} from the debtor`, detail: outcomeOf(attempt) };
  }
  if (attempt.isReported) {
    return {
      kind: "message",
      title: `${what} by ${source ?? "another system"}${attempt.isAllowed ? "" : ", against a rule"}`,
      detail: outcomeOf(attempt),
    };
  }
  switch (status) {
    case "planned":
      return {
        kind: "message",
        title: source === null ? `${what} planned` : `${what} about to be made by ${source}`,
        detail: null,
      };
    case "withdrawn":
      return {
        kind: "message",
        title: `${what} taken back before it left`,
        detail: whyOf(attempt),
      };
    case "deferred": {
      const until = attempt.until === null ? "" : ` until ${localMoment(zone, attempt.until)}`;
      return { kind: "deferred", title: `${what} held${until}`, detail: null };
    }
    case "forbidden":
      return {
        kind: "refused",
        title: `${what} not allowed`,
        detail: refusalWords(attempt.reason),
      };
    case "dispatching":
      return { kind: "message", title: `${what} on its way`, detail: null };
    case "in_doubt":
      return { kind: "message", title: `${what}: not known whether it left`, detail: null };
    case "accepted":
      return attempt.outcome === "failed"
        ? { kind: "message", title: `${what} did not arrive`, detail: whyOf(attempt) }
        : { kind: "message", title: `${what} sent`, detail: null };
    case "delivered":
      return { kind: "message", title: `${what} delivered`, detail: null };
    case "failed":
      return {
        kind: "message",
        title: `${what} could not be sent`,
        detail: whyOf(attempt),
      };
  }
}

function whyOf({ errorCode, channel }: AttemptHappening): string | null {
  return errorCode === null ? null : (ownReason(errorCode) ?? failureWords(errorCode, channel));
}

function outcomeOf({ outcome }: AttemptHappening): string | null {
  return outcome === null ? null : plainWords(outcome);
}

function messageChannel(channel: AttemptHappening["channel"]): Channel | null {
  return channel === "sms" || channel === "email" || channel === "letter" ? channel : null;
}
