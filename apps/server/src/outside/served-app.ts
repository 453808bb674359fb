import { createServer } from "node:http";
import { ApiScope, endpoints, webhookEndpoints, type WebhookEventType } from "@fairflow/contract";
import { emptyFlow } from "@fairflow/flow";
import { createApp } from "../create-app.ts";
import { submitAndPublish } from "../flows/submit-and-publish.ts";
import { listen } from "../installation/serve-http.ts";
import { answerOf, testApp, type TestApp } from "../test-app.ts";
import { runWebhooks } from "../webhooks/run-webhooks.ts";
import { activateLaw } from "./active-law.ts";
import { makeKey } from "./api-key-desk.ts";
import { afterAll } from "vitest";

/** What another system has to be told once, before it can do anything by itself. */
export interface ServedApp extends TestApp {
  readonly origin: string;
  readonly key: string;
  /** A live flow that starts from outside. */
  readonly flow: string;
  readonly secret: string;
  /** Where its webhook is told to. */
  readonly port: number;
}

/** For tests: the real app on a port, with a key of every scope, a live flow and a webhook to a port of this machine. */
export async function servedApp(eventTypes: readonly WebhookEventType[]): Promise<ServedApp> {
  const app = await testApp({
    reach: { alsoRanges: ["127.0.0.1/32"], plainHttp: true, ports: [] },
  });
  await activateLaw(app.database);
  const [own, port] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${own}`;
  const deps = { ...app.deps, publicUrl: new URL(origin) };
  const serving = await listen(createApp(deps), { host: "127.0.0.1", port: own });
  const { database, keys, facts, tools } = deps;
  const stopping = new AbortController();
  const faults: unknown[] = [];
  const delivering = runWebhooks(
    {
      database,
      keys,
      facts,
      wire: tools.wire,
      realNow: deps.realNow,
      random: () => 0.5,
      onFault: (_, __, fault) => faults.push(fault),
    },
    stopping.signal,
  );
  afterAll(async () => {
    stopping.abort();
    await delivering;
    await serving.close();
  });
  const by = { kind: "system" } as const;
  const made = await database.transaction((tx) =>
    makeKey(tx, { name: "walker", scopes: ApiScope.options, by }, new Date()),
  );
  const flow = await publishedFlow(app);
  const settings = { name: "Walker", url: `http://127.0.0.1:${port}/`, eventTypes, isOn: true };
  const { secret } = await answerOf(
    webhookEndpoints.addWebhook,
    await app.as.admin("POST", "/api/webhooks", { body: settings }),
  );
  return { ...app, origin, key: made?.token ?? "", flow, secret, port };
}

async function publishedFlow(app: TestApp): Promise<string> {
  const name = "Told from outside";
  const empty = emptyFlow(name);
  const flow = {
    ...empty,
    nodes: [
      {
        id: "start",
        type: "start",
        name: "",
        config: { entry: { kind: "api" }, reentry: { kind: "never" } },
      },
      { id: "end", type: "end", name: "", config: { reason: "done" } },
    ],
    edges: [{ from: "start", exit: "next", to: "end" }],
  };
  const from = { schema: "fairflow.export/1", flow, segments: [], templates: [] };
  const created = await app.as.editor("POST", "/api/flows", { body: { name, from } });
  const { id } = await answerOf(endpoints.createFlow, created);
  await answerOf(
    endpoints.publishFlow,
    await submitAndPublish(app, { id, revision: 1, reason: "Told from outside" }),
  );
  return name;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return typeof address === "object" && address !== null ? address.port : 0;
}
