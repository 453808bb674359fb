import { httpWire, readTwilioNotice, twilioChannel, TwilioSettings } from "@fairflow/channels";
import { openDatabase, openKeyring, parseMasterKey, readClock } from "@fairflow/db";
import { fixedPorts, lawReader, startEngine } from "@fairflow/engine";
import { catalog } from "@fairflow/nodes";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import process, { argv } from "node:process";
import { pino } from "pino";
import { z } from "zod";
import type { AppEnv } from "../src/http/app-env.ts";
import { mountCallbacks } from "../src/providers/callback-routes.ts";
import { takeMessageNotices } from "../src/providers/message-notices.ts";
import type { ProviderRegistry } from "../src/providers/provider-registry.ts";
import { recallAttempt } from "../src/providers/recall-attempt.ts";

/** What `messages.ts` tells each of its workers. */
export const WorkerOptions = z.object({
  url: z.string(),
  masterKey: z.string(),
  provider: z.string(),
  accountSid: z.string(),
  authToken: z.string(),
  apiOrigin: z.string(),
  perSecond: z.number(),
  /** Where callbacks come in; absent in a worker that only works. */
  port: z.int().optional(),
});

const LOOPBACK = { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] };

/** A worker as an installation runs several of them, with Twilio's adapter and a Twilio that is a fake. */
const options = WorkerOptions.parse(JSON.parse(argv[2] ?? ""));
const { url, provider, accountSid, authToken, apiOrigin, perSecond, port } = options;
const database = openDatabase(url, { max: 12 });
const masterKey = parseMasterKey(options.masterKey);
const keyring = await database.transaction((tx) => openKeyring(tx, [masterKey], new Date()));
const clock = await readClock(database);
const aheadMs = clock.now.getTime() - clock.realNow.getTime();
const log = pino({ level: "warn" });
const settings = TwilioSettings.parse({
  accountSid,
  sender: { kind: "number", from: "+27600000000" },
});
const callbackUrl = `https://collect.example/callbacks/${provider}`;
const channel = twilioChannel({
  name: provider,
  settings,
  callbackUrl,
  secrets: { authTokens: [authToken] },
  wire: httpWire({ reach: LOOPBACK }),
  apiOrigin,
  messagesPerSecond: perSecond,
  now: () => new Date(Date.now() + aheadMs),
  recall: (attemptId) => recallAttempt(database, keyring, attemptId),
});
// Nobody is reached, so that the check passes at any hour: the clock stands where the hours of every rule are open.
const rehearsed = { ...channel, isLive: false };
const ready = {
  port: rehearsed,
  hearsReplies: true,
  readNotice: (request: Parameters<typeof readTwilioNotice>[2]) =>
    readTwilioNotice({ settings, callbackUrl }, { authTokens: [authToken] }, request),
  close: () => undefined,
};
const providers: Pick<ProviderRegistry, "channel"> = {
  channel: (id) => Promise.resolve(id === provider ? ready : undefined),
};
const shared = { database, keys: () => keyring, realNow: () => new Date(), log, providers };
const engine = await startEngine({
  database,
  databaseUrl: url,
  catalog,
  law: lawReader(),
  keyring,
  ports: fixedPorts({ sms: rehearsed }),
  publicUrl: "https://collect.example",
  roles: ["clock", "tick", "send"],
  readInbox: (facts) => takeMessageNotices({ ...shared, facts }),
  onFault: (what, id, fault) => log.error({ what, id, fault: String(fault) }),
});
if (port !== undefined) {
  const app = new Hono<AppEnv>();
  app.use(async (context, next) => {
    const nobody = () => Promise.resolve(null);
    context.set("caller", {
      requestId: "check",
      address: undefined,
      reader: nobody,
      keyHolder: nobody,
    });
    await next();
  });
  mountCallbacks(app, { ...shared, facts: engine.facts });
  serve({ fetch: app.fetch, port, hostname: "127.0.0.1" });
}
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
