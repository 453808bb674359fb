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
  const providers = await listProviders(tx);
  const isUnheard = providers.some(
    (provider) =>
      provider.isOn &&
      provider.removedAt === null &&
      (provider.isDefault || provider.portfolioIds.length > 0) &&
      isDeaf(provider),
  );
  return isUnheard ? ["sms"] : [];
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
