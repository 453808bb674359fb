import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import type { Act } from "./fake-gateway.ts";
import type { GatewayName } from "./gateways-under-test.ts";

export interface FakeGatewaySettings {
  readonly gateway: GatewayName;
  /** A file, written line by line and flushed. */
  readonly books: string;
  /** Where Stripe tells; the others learn it from the form. */
  readonly notifyUrl: string;
  readonly seed: number;
  /** Of a hundred requests to its API, how many fail. */
  readonly faults: number;
}

export interface FakeGatewayProcess {
  readonly url: string;
  readonly act: (checkoutId: string, act: Act) => Promise<void>;
  /** Tells everything untold, and resolves when each notice is acknowledged. */
  readonly deliver: (
    concurrency: number,
  ) => Promise<{ readonly acknowledged: number; readonly forgeriesTaken: number }>;
  readonly stop: () => Promise<void>;
}

const Ready = z.object({ port: z.int() });
const Delivered = z.object({ acknowledged: z.int(), forgeriesTaken: z.int() });

export async function startFakeGateway(settings: FakeGatewaySettings): Promise<FakeGatewayProcess> {
  const script = new URL("fake-gateway-process.ts", import.meta.url);
  const child = fork(script, [JSON.stringify(settings)], { execArgv: [] });
  const [ready]: unknown[] = await once(child, "message");
  const url = `http://127.0.0.1:${Ready.parse(ready).port}`;
  const control = async (path: string, body: object) => {
    const response = await fetch(`${url}${path}`, { method: "POST", body: JSON.stringify(body) });
    return response.text();
  };
  return {
    url,
    act: async (checkoutId, act) => {
      await control("/control/act", { checkoutId, act });
    },
    deliver: async (concurrency) =>
      Delivered.parse(JSON.parse(await control("/control/deliver", { concurrency }))),
    stop: async () => {
      const closed = once(child, "exit");
      child.kill();
      await closed;
    },
  };
}
