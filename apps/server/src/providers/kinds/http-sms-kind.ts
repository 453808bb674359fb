import {
  httpChannel,
  httpSettingsFor,
  PUBLIC_ONLY,
  readHttpNotice,
  secretsNamed,
  type HttpSettings,
} from "@fairflow/channels";
import type { OpenSecrets } from "@fairflow/db";
import { z } from "zod";
import { channelKind } from "./kind-definition.ts";
import { readWith } from "./read-with.ts";

const Pace = z.looseObject({ messagesPerSecond: z.number().positive().optional() });

interface Settings {
  readonly http: HttpSettings;
  readonly messagesPerSecond: number | undefined;
  readonly secrets: Readonly<Record<string, string[]>>;
}

export const httpSmsKind = channelKind<Settings>({
  kind: "http-sms",
  purpose: "sms",
  read: ({ config, secrets }) => {
    const pace = readWith(Pace, config);
    if (!pace.ok) return pace;
    const { messagesPerSecond, ...rest } = pace.settings;
    const read = readWith(httpSettingsFor(PUBLIC_ONLY), rest);
    if (!read.ok) return read;
    const missing = secretsNamed(read.settings).filter((name) => secrets[name] === undefined);
    if (missing.length > 0) {
      const message = "The settings name it, and it is not set";
      return { ok: false, problems: missing.map((path) => ({ path, message })) };
    }
    const settings = { http: read.settings, messagesPerSecond, secrets: copyOf(secrets) };
    return { ok: true, settings };
  },
  isLive: () => true,
  warnings: ({ http }) => [
    ...(http.hearsReplies
      ? []
      : [
          "Nobody can reply to this sender: templates carry the opt-out link instead of “Reply STOP”.",
        ]),
    ...(http.callback === undefined
      ? ["It tells nothing of deliveries: what is in doubt is settled by a person."]
      : []),
  ],
  // Of a provider that only its settings describe, nothing can be asked but to send.
  test: async ({ http }, _as, { wire }) => {
    const { origin } = new URL(http.request.url.replaceAll(/\{\{[^{}]*\}\}/gu, "x"));
    const exchange = await wire.exchange({
      method: "GET",
      url: new URL(origin),
      headers: {},
      body: undefined,
    });
    if (exchange.kind !== "answered") {
      const code = exchange.kind === "given-back" ? "" : exchange.code;
      return { passed: false, answer: `${origin} does not answer: ${code}` };
    }
    const answer = `${origin} answers (${String(exchange.status)}). Whether it knows us shows with the first message.`;
    return { passed: true, answer };
  },
  open: (settings, { id, callbackUrl }, { wire, realNow }) => ({
    port: httpChannel({
      name: id,
      settings: settings.http,
      secrets: settings.secrets,
      callbackUrl,
      messagesPerSecond: settings.messagesPerSecond,
      wire,
      now: realNow,
    }),
    hearsReplies: settings.http.hearsReplies,
    readNotice: (request, now) =>
      readHttpNotice(settings.http, settings.secrets, { request, nowMs: now.getTime() }),
    close: () => undefined,
  }),
});

function copyOf(secrets: OpenSecrets): Readonly<Record<string, string[]>> {
  return Object.fromEntries(Object.entries(secrets).map(([name, values]) => [name, [...values]]));
}
