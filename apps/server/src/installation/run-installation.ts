import { join } from "node:path";
import { startEngine, type Engine, type Role } from "@fairflow/engine";
import { catalog } from "@fairflow/nodes";
import type { Logger } from "pino";
import { startAuditSealer } from "../audit/audit-sealer.ts";
import { checkpointKey } from "../audit/checkpoint-file.ts";
import { readBounces } from "../bounces/read-bounces.ts";
import { createApp } from "../create-app.ts";
import type { Environment } from "../environment.ts";
import { ImportDesk } from "../imports/import-desk.ts";
import { startUploadSweeper } from "../imports/sweep-uploads.ts";
import { runLetters } from "../letters/run-letters.ts";
import { StatementDesk } from "../statements/statement-desk.ts";
import { bookNotices } from "../payments/book-notices.ts";
import { paymentGateways } from "../payments/payment-gateways.ts";
import { askDuePrices } from "../providers/message-prices.ts";
import { takeMessageNotices } from "../providers/message-notices.ts";
import { sendDueReports } from "../reports/send-due-reports.ts";
import { openProviders } from "../providers/open-providers.ts";
import { cookieSecret, signInWith } from "../sign-in/auth.ts";
import { SignInLimit } from "../sign-in/sign-in-limit.ts";
import { describe } from "../http/error-answer.ts";
import type { Installation } from "./open-installation.ts";
import { demoWire } from "../webhooks/demo-wire.ts";
import { runWebhooks } from "../webhooks/run-webhooks.ts";
import { installLaw } from "./read-law.ts";
import { listen } from "./serve-http.ts";

export const EVERY_ROLE: readonly Role[] = ["clock", "tick", "send"];

export interface RunOptions {
  /** What of the engine's work this process does; none where it only serves. */
  readonly roles: readonly Role[];
  /** Where the web app is; undefined where this process does not serve. */
  readonly webFolder: string | undefined;
  readonly demo: boolean;
  readonly log: Logger;
}

export interface Running {
  readonly engine: Engine;
  /** Takes nothing new, ends what is under way. */
  readonly stop: () => Promise<void>;
}

/** Runs the engine, and the server where there is a web app to serve, in this process. */
export async function runInstallation(
  environment: Environment,
  { database, databaseUrl, keyring, masterKey, masterKeys }: Installation,
  { roles, webFolder, demo, log }: RunOptions,
): Promise<Running> {
  const onFault = (what: string, id: string, fault: unknown) =>
    log.error({ what, id, ...describe(fault) }, "The engine met a fault");
  const opened = openProviders(environment, { database, keys: keyring.keys, onFault });
  const paying = { database, keys: keyring.keys, realNow: () => new Date(), log };
  const gateways = paymentGateways({ ...paying, publicUrl: environment.publicUrl });
  const { bounceMailbox } = environment;
  const engine = await startEngine({
    database,
    databaseUrl,
    catalog,
    law: await installLaw(database, new Date()),
    keyring: keyring.keys(),
    ports: opened.providers,
    publicUrl: environment.publicUrl.origin,
    roles,
    readInbox: async (facts) => {
      await takeMessageNotices({ ...paying, facts, providers: opened.providers });
      await bookNotices({ ...paying, facts, gateways });
    },
    ...(bounceMailbox === undefined
      ? {}
      : {
          readMailbox: async (facts) => {
            await readBounces({ ...paying, facts, mailbox: bounceMailbox });
          },
        }),
    askPrices: () => askDuePrices({ ...paying, providers: opened.providers }),
    sendReports: (facts) => sendDueReports({ facts, ports: opened.providers }),
    runLetters: (deps) => runLetters({ deps, folder: environment.lettersFolder, isLive: !demo }),
    onFault,
  });
  const sealer = startAuditSealer({
    database,
    key: checkpointKey(masterKey),
    path: environment.checkpoints,
    realNow: () => new Date(),
    onFault,
  });
  const stopping = new AbortController();
  const delivering = roles.includes("send")
    ? runWebhooks(
        {
          ...paying,
          facts: engine.facts,
          wire: demo ? demoWire(opened.tools.wire) : opened.tools.wire,
          random: Math.random,
          onFault,
        },
        stopping.signal,
      )
    : Promise.resolve();
  const stopEngine = async () => {
    stopping.abort();
    await delivering;
    await engine.stop();
    await sealer.stop();
    opened.close();
  };
  if (webFolder === undefined) return { engine, stop: stopEngine };
  const shared = {
    database,
    keys: keyring.keys,
    facts: engine.facts,
    log,
    realNow: () => new Date(),
    uploadFolder: join(environment.home, "uploads"),
    lettersFolder: environment.lettersFolder,
  };
  const imports = new ImportDesk(shared);
  await imports.recover();
  const statements = new StatementDesk(shared);
  await statements.recover();
  const sweeper = startUploadSweeper({ ...shared, imports, statements, onFault });
  const stopAll = async () => {
    await sweeper.stop();
    await stopEngine();
  };
  const app = createApp({
    ...shared,
    imports,
    statements,
    signIn: signInWith({
      database,
      publicUrl: environment.publicUrl,
      secret: cookieSecret(masterKey.bytes),
    }),
    signInLimit: new SignInLimit(),
    publicUrl: environment.publicUrl,
    trustedProxies: environment.trustedProxies,
    webFolder,
    checkpoints: { path: environment.checkpoints, keys: masterKeys.map(checkpointKey) },
    demo,
    providers: opened.providers,
    gateways,
    tools: opened.tools,
  });
  try {
    const server = await listen(app, environment);
    return {
      engine,
      stop: async () => {
        await server.close();
        await stopAll();
      },
    };
  } catch (cause) {
    await stopAll();
    throw cause;
  }
}
