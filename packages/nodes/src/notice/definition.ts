import {
  cannotBeDisabled,
  defineNode,
  MessageChannel,
  NoticeProof,
  type TaskRequest,
} from "@fairflow/interpreter";
import { z } from "zod";
import { count } from "../in-series.ts";
import { LegalWord } from "../legal-word.ts";
import { plainText, quoted } from "../plain-text.ts";
import { chosen, SavedId } from "../saved-id.ts";
import { daysLater } from "../wall-clock.ts";
import { wholeNumber } from "../whole-number.ts";

export const NoticeConfig = z.strictObject({
  notice: LegalWord,
  channel: MessageChannel,
  template: SavedId,
  /** What has to be known of it before the run goes on. */
  proof: NoticeProof,
  /** Who records the proof; null where the channel reports by itself. */
  proofTeam: plainText(80).nullable(),
  /** Days after sending by which there is proof, or it counts as not delivered. */
  proofWithinDays: wholeNumber(1, 180),
  /** Days for which the step waits while the gate defers; null takes the flow's own number. */
  giveUpAfterDays: wholeNumber(1, 60).nullable().default(null),
});
export type NoticeConfig = z.infer<typeof NoticeConfig>;

const BY: Readonly<Record<MessageChannel, string>> = {
  sms: "by SMS",
  email: "by e-mail",
  letter: "by letter",
};

const PROVED: Readonly<Record<NoticeProof, string>> = {
  sent: "from when it was sent",
  delivered: "once its delivery is proved",
  served: "once it was handed over",
};

const NOT_DELIVERED = { kind: "leave", exit: "not-delivered" } as const;

/** What a person can report of a notice: the engine takes these as proof, or as proof of the contrary. */
const OUTCOMES = [
  { id: "delivered", label: "Delivered" },
  { id: "served", label: "Handed over or collected" },
  { id: "not-delivered", label: "Not delivered" },
] as const;

export const notice = defineNode({
  type: "notice",
  title: "Legal notice",
  family: "message",
  config: NoticeConfig,
  defaults: {
    notice: "",
    channel: "letter",
    template: "",
    proof: "delivered",
    proofTeam: "Collections",
    proofWithinDays: 30,
    giveUpAfterDays: null,
  },
  exits: () => [
    { id: "elapsed", label: "Days passed" },
    { id: "not-delivered", label: "Not delivered" },
  ],
  check: ({ notice: id, template, proof, proofTeam }) => [
    ...(id === "" ? [{ message: "Choose a notice", at: ["notice"] }] : []),
    ...(template === "" ? [{ message: "Choose a template", at: ["template"] }] : []),
    ...(proofTeam?.trim() === ""
      ? [{ message: "Say which team records the proof", at: ["proofTeam"] }]
      : []),
    ...(proof === "served" && proofTeam === null
      ? [
          {
            message: "Only a person can say that it was handed over: say which team records it",
            at: ["proof"],
          },
        ]
      : []),
  ],
  // Some notices have no days, and a refusal is known at once.
  waits: () => false,
  whenDisabled: () =>
    cannotBeDisabled("what follows a legal notice must not run as if it had been given"),
  references: ({ notice: id, channel, template, proof }) => ({
    templates: chosen(template).map((saved) => ({ id: saved, channel })),
    notices: chosen(id).map((known) => ({ id: known, channel, proof })),
  }),
  sentence: ({ notice: id, channel, proof }, names) => {
    const what = id === "" ? "(no notice)" : quoted(names.notice(id), "no notice");
    return `Give ${what} ${BY[channel]}, and wait until its days have passed, ${PROVED[proof]}`;
  },
  execute: ({ notice: id, channel, template, proof, proofTeam, ...patience }) => {
    const request = { channel, template, purpose: "statutory_notice", notice: id } as const;
    return ({ nowMs, zone, settings, answer }) => {
      if (answer === null) {
        const giveUpDays = patience.giveUpAfterDays ?? settings.giveUpAfterDays;
        return { kind: "attempt", request, giveUpMs: daysLater(zone, nowMs, giveUpDays) };
      }
      if (answer !== "sent") return NOT_DELIVERED;
      const proofByMs = daysLater(zone, nowMs, patience.proofWithinDays);
      const wait = { kind: "await-notice", notice: id, proof, proofByMs } as const;
      if (proofTeam === null || proof === "sent") return wait;
      return { ...wait, task: proofTask(proofTeam, proofByMs, patience.proofWithinDays) };
    };
  },
});

function proofTask(team: string, dueMs: number, days: number): TaskRequest {
  return {
    kind: "proof",
    title: `Record within ${count(days, "day")} whether the legal notice arrived`,
    team,
    dueMs,
    outcomes: OUTCOMES,
  };
}
