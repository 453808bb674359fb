import { hearsReplies, TwilioSender } from "@fairflow/channels";
import { listProviders, type StoredProvider, type Transaction } from "@fairflow/db";
import type { MessageChannel } from "@fairflow/interpreter";
import { z } from "zod";

const Twilio = z.object({ sender: TwilioSender });
const Http = z.object({ hearsReplies: z.boolean() });

/**
 * Channels of which a provider that messages leave by cannot receive replies. Nobody knows of a template whose portfolio it
 * will be sent for, so one such sender is enough.
 */
export async function unheardChannels(tx: Transaction): Promise<readonly MessageChannel[]> {
  return (await listProviders(tx)).some(isUnheardSender) ? ["sms"] : [];
}

/** Whether messages leave by it and nobody can answer them. */
export function isUnheardSender(provider: StoredProvider): boolean {
  const { isDefault, isOn, portfolioIds, removedAt } = provider;
  const isUsed = isOn && removedAt === null && (isDefault || portfolioIds.length > 0);
  return isUsed && isDeaf(provider);
}

function isDeaf({ kind, config }: StoredProvider): boolean {
  switch (kind) {
    case "twilio": {
      const { data } = Twilio.safeParse(config);
      return data !== undefined && !hearsReplies(data.sender);
    }
    case "http-sms":
      return Http.safeParse(config).data?.hearsReplies === false;
    default:
      return false;
  }
}
