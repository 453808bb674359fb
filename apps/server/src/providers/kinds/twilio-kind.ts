import {
  checkTwilio,
  hearsReplies,
  readTwilioNotice,
  twilioChannel,
  TwilioSettings,
  type TwilioSecrets,
} from "@fairflow/channels";
import type { OpenSecrets } from "@fairflow/db";
import { z } from "zod";
import type { ChannelTools } from "../channel-tools.ts";
import { channelKind, type ReadSettings } from "./kind-definition.ts";
import { readWith } from "./read-with.ts";

const Config = TwilioSettings.extend({
  messagesPerSecond: z.number().positive().optional(),
  apiKeySid: z
    .string()
    .regex(/^SK[0-9a-f]{32}$/u, "This is SK and 32 characters, of 0 to 9 and a to f")
    .optional(),
});

interface Settings {
  readonly twilio: TwilioSettings;
  readonly messagesPerSecond: number | undefined;
  readonly secrets: TwilioSecrets;
}

export const twilioKind = channelKind<Settings>({
  kind: "twilio",
  purpose: "sms",
  read: ({ config, secrets }) => {
    const read = readWith(Config, config);
    if (!read.ok) return read;
    const { messagesPerSecond, apiKeySid, ...twilio } = read.settings;
    const open = readSecrets(secrets, apiKeySid);
    return open.ok
      ? { ok: true, settings: { twilio, messagesPerSecond, secrets: open.settings } }
      : open;
  },
  isLive: () => true,
  warnings: ({ twilio }) =>
    hearsReplies(twilio.sender)
      ? []
      : [
          "Nobody can reply to this sender: templates carry the opt-out link instead of “Reply STOP”.",
        ],
  test: async (settings, _as, tools) => {
    const check = await checkTwilio(wiring(settings, tools));
    if (check.ok) return { passed: true, answer: `${check.account}: ${check.status}` };
    return { passed: false, answer: check.answer === "" ? check.code : check.answer };
  },
  open: (settings, { id, callbackUrl }, tools) => ({
    port: twilioChannel({
      ...wiring(settings, tools),
      name: id,
      callbackUrl,
      messagesPerSecond: settings.messagesPerSecond,
      now: tools.realNow,
      recall: tools.recall,
    }),
    hearsReplies: hearsReplies(settings.twilio.sender),
    readNotice: (request) =>
      readTwilioNotice({ settings: settings.twilio, callbackUrl }, settings.secrets, request),
    close: () => undefined,
  }),
});

function wiring({ twilio, secrets }: Settings, { wire, twilioApi }: ChannelTools) {
  return { settings: twilio, secrets, wire, apiOrigin: twilioApi };
}

function readSecrets(
  { authToken = [], apiKeySecret = [] }: OpenSecrets,
  apiKeySid: string | undefined,
): ReadSettings<TwilioSecrets> {
  const [secret] = apiKeySecret;
  if (authToken.length === 0) {
    return { ok: false, problems: [{ path: "authToken", message: "The auth token is missing" }] };
  }
  if (apiKeySid === undefined) return { ok: true, settings: { authTokens: [...authToken] } };
  if (secret === undefined) {
    const message = "The API key has a SID and no secret";
    return { ok: false, problems: [{ path: "apiKeySecret", message }] };
  }
  const settings = { authTokens: [...authToken], apiKey: { sid: apiKeySid, secret } };
  return { ok: true, settings };
}
