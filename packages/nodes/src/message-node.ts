import {
  cannotBeDisabled,
  defineNode,
  MessagePurpose,
  type MessageChannel,
} from "@fairflow/interpreter";
import { z } from "zod";
import { count } from "./in-series.ts";
import { LegalWord } from "./legal-word.ts";
import { chosen, SavedId } from "./saved-id.ts";
import { daysLater } from "./wall-clock.ts";
import { wholeNumber } from "./whole-number.ts";

export const MessageConfig = z.strictObject({
  template: SavedId,
  purpose: MessagePurpose.default("collection"),
  /** Days for which the step waits while the gate defers; null takes the flow's own number. */
  giveUpAfterDays: wholeNumber(1, 60).nullable().default(null),
  /** The legal step that the message is, which then waits for its gate. */
  step: LegalWord.nullable().default(null),
});
export type MessageConfig = z.infer<typeof MessageConfig>;

const PURPOSES: Readonly<Record<MessagePurpose, string>> = {
  collection: "to collect",
  service: "as a service",
  reply_to_consumer: "as an answer",
  statutory_notice: "as a notice that the law requires",
  marketing: "as marketing",
};

/** A step that sends one message. All channels decide alike; they differ in what the gate and the adapters do with it. */
export function defineMessageNode<const Channel extends MessageChannel>(
  channel: Channel,
  { title, verb }: { readonly title: string; readonly verb: string },
) {
  return defineNode({
    type: channel,
    title,
    family: "message",
    config: MessageConfig,
    defaults: { template: "", purpose: "collection", giveUpAfterDays: null, step: null },
    exits: () => [
      { id: "sent", label: "Sent" },
      { id: "not-allowed", label: "Not allowed" },
      { id: "failed", label: "Failed" },
    ],
    check: ({ template }) =>
      template === "" ? [{ message: "Choose a template", at: ["template"] }] : [],
    // A refusal is known at once, and a sandbox sends at once: nothing here takes time for sure.
    waits: () => false,
    whenDisabled: ({ step }) =>
      step === null
        ? { kind: "passes", exit: "sent" }
        : cannotBeDisabled("what follows a legal step must not run without it"),
    references: ({ template, step }) => ({
      templates: chosen(template).map((id) => ({ id, channel })),
      steps: chosen(step),
    }),
    sentence: ({ template, purpose, giveUpAfterDays, step }, names) => {
      const text = template === "" ? "(no template)" : `“${names.template(template)}”`;
      const patience =
        giveUpAfterDays === null
          ? ""
          : `, waiting up to ${count(giveUpAfterDays, "day")} for leave`;
      const legal = step === null ? "" : `, as the legal step “${names.step(step)}”`;
      return `${verb} ${text} ${PURPOSES[purpose]}${legal}${patience}`;
    },
    execute: ({ template, purpose, giveUpAfterDays, step }) => {
      const request = { channel, template, purpose, ...(step === null ? {} : { step }) };
      return ({ nowMs, zone, settings }) => ({
        kind: "attempt",
        request,
        giveUpMs: daysLater(zone, nowMs, giveUpAfterDays ?? settings.giveUpAfterDays),
      });
    },
  });
}
