import { checkSmtp, smtpChannel, SmtpSetting } from "@fairflow/channels";
import { z } from "zod";
import { channelKind, type SettingProblem } from "./kind-definition.ts";
import { readWith } from "./read-with.ts";

const Config = z.looseObject({
  messagesPerSecond: z.number().positive().optional(),
  credentials: z.strictObject({ user: z.string().min(1) }).optional(),
  dkim: z
    .strictObject({ domain: z.string().optional(), selector: z.string().optional() })
    .optional(),
});

interface Settings {
  readonly setting: SmtpSetting;
  readonly messagesPerSecond: number | undefined;
}

/** Which secret a problem is about. */
const SECRET_PATHS: ReadonlyMap<string, string> = new Map([
  ["credentials.password", "password"],
  ["dkim.privateKey", "dkimKey"],
]);

export const smtpKind = channelKind<Settings>({
  kind: "smtp",
  purpose: "email",
  read: ({ config, secrets }) => {
    const base = readWith(Config, config);
    if (!base.ok) return base;
    const { messagesPerSecond, credentials, dkim, ...rest } = base.settings;
    const [password] = secrets["password"] ?? [];
    const [privateKey] = secrets["dkimKey"] ?? [];
    const read = readWith(SmtpSetting, {
      ...rest,
      ...(credentials === undefined ? {} : { credentials: { ...credentials, password } }),
      ...(dkim === undefined ? {} : { dkim: { ...dkim, privateKey } }),
    });
    return read.ok
      ? { ok: true, settings: { setting: read.settings, messagesPerSecond } }
      : { ok: false, problems: read.problems.map(namingSecrets) };
  },
  isLive: () => true,
  warnings: ({ setting }) => [
    ...(setting.tls === "none"
      ? ["Mails leave unencrypted: only for a relay on this same machine."]
      : []),
    ...(setting.dkim === undefined
      ? ["Fairflow does not sign these mails: make sure that the server does (DKIM)."]
      : []),
  ],
  test: async ({ setting }) => {
    const check = await checkSmtp(setting);
    if (check.ok) return { passed: true, answer: "The server let us in." };
    return { passed: false, answer: check.answer === "" ? check.code : check.answer };
  },
  open: ({ setting, messagesPerSecond }, { id }, { publicUrl, realNow }) => {
    const port = smtpChannel({
      name: id,
      setting,
      messagesPerSecond,
      publicUrl,
      now: realNow,
    });
    return { port, hearsReplies: true, close: port.close };
  },
});

function namingSecrets({ path, message }: SettingProblem): SettingProblem {
  const secret = SECRET_PATHS.get(path);
  return secret === undefined ? { path, message } : { path: secret, message: "It is missing" };
}
