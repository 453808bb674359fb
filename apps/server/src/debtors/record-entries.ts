import type { TimelineEntry } from "@fairflow/contract";
import type { AcknowledgementHappening, ConsentHappening, NoticeHappening } from "@fairflow/db";
import { titleOf } from "../notices/known-notices.ts";
import { ruleWords } from "./rule-words.ts";
import { plainWords } from "./step-words.ts";
import { CHANNEL_WORDS } from "./attempt-entry.ts";
import { entry } from "./timeline-entry.ts";

/** A consent when it was given or taken back. */
export function consentEntry(consent: ConsentHappening): TimelineEntry {
  const { id, at, isEnd, channel, purpose, rule, evidence } = consent;
  const to = channel === null ? "any contact" : CHANNEL_WORDS[channel];
  const about = purpose === null ? "" : ` for ${plainWords(purpose)}`;
  return entry({
    id,
    at,
    kind: "reply",
    title: `${isEnd ? "Took consent back" : "Consented"}: ${to}${about}`,
    detail: evidence === null ? null : `Shown by ${evidence}`,
    rules: rule === null ? [] : [ruleWords(rule)],
  });
}

/** What was recorded of a notice: that it was sent, delivered or served. */
export function noticeEntry(notice: NoticeHappening): TimelineEntry {
  const { id, at, noticeId, channel, sentOn, deliveredOn, servedOn, account } = notice;
  const days = [
    sentOn === null ? undefined : `sent ${sentOn}`,
    // Who served it has delivered it.
    deliveredOn === null || servedOn !== null ? undefined : `delivered ${deliveredOn}`,
    servedOn === null ? undefined : `served ${servedOn}`,
  ];
  const by = channel === null ? undefined : `by ${CHANNEL_WORDS[channel].toLowerCase()}`;
  return entry({
    id,
    at,
    kind: "message",
    title: `Notice recorded: ${titleOf(noticeId)}`,
    detail: [account ?? "All accounts", ...days, by]
      .filter((part) => part !== undefined)
      .join(", "),
  });
}

/** An acknowledgement of a debt when it was recorded, or struck as a mistake. */
export function acknowledgementEntry(of: AcknowledgementHappening): TimelineEntry {
  const { id, at, isStruck, acknowledgedOn, account, struckReason } = of;
  return entry({
    id,
    at,
    kind: "reply",
    title: isStruck
      ? `Acknowledgement of ${acknowledgedOn} struck`
      : `Acknowledged the debt on ${acknowledgedOn}`,
    detail: struckReason === null ? account : `${account}: ${struckReason}`,
  });
}
