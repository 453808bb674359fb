import { Channel, Purpose } from "@fairflow/compliance";
import type { Flow } from "@fairflow/flow";
import { z } from "zod";
import { stepName } from "../debtors/step-words.ts";

/** What of a step the law may speak of. */
const Lawful = z.object({
  purpose: z.string().default("collection"),
  channel: z.string().optional(),
  step: z.string().nullish(),
  notice: z.string().optional(),
  template: z.string().optional(),
});

/** A step that reaches a person, as the rules look at it. */
export interface Contact {
  readonly node: { readonly id: string; readonly name: string };
  readonly channel: Channel;
  readonly purpose: Purpose;
  /** The notice and the legal step that it names. */
  readonly notice: string | null;
  readonly step: string | null;
  /** The id of what it says. */
  readonly template: string | null;
}

/** Steps that reach a person: messages and notices that are not disabled. */
export function contactsOf(flow: Flow): readonly Contact[] {
  return flow.nodes.flatMap((node) => {
    const config = Lawful.safeParse(node.config).data;
    if (config === undefined || node.disabled === true) return [];
    const isNotice = node.type === "notice";
    const channel = Channel.safeParse(isNotice ? config.channel : node.type).data;
    const purpose = Purpose.safeParse(isNotice ? "statutory_notice" : config.purpose).data;
    if (channel === undefined || purpose === undefined) return [];
    return [
      {
        node: { id: node.id, name: stepName(node, node.id) },
        channel,
        purpose,
        notice: isNotice ? (config.notice ?? null) : null,
        step: config.step ?? null,
        template: config.template ?? null,
      },
    ];
  });
}
