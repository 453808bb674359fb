import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";
import { readLedger, type LedgerEntry } from "./fake-ledger.ts";
import type { FakeReply, FakeTwilioOptions } from "./fake-twilio.ts";
import type { FaultPlan } from "./fault.ts";

export type { LedgerEntry } from "./fake-ledger.ts";
export { Fault, type FaultPlan } from "./fault.ts";

export interface FakeTwilio {
  readonly origin: string;
  readonly ledger: () => readonly LedgerEntry[];
  /** The next request is the first of the plan. */
  readonly plan: (plan: FaultPlan) => Promise<void>;
  /** Sends the callbacks that were held back. */
  readonly release: () => Promise<void>;
  /** Somebody answers one of our messages. */
  readonly reply: (said: z.infer<typeof FakeReply>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const Listening = z.object({ port: z.int() });

/** Starts a fake Twilio that ends with this process at the latest. */
export async function startFakeTwilio(
  options: Omit<FakeTwilioOptions, "plan" | "slowMs"> & Partial<FakeTwilioOptions>,
): Promise<FakeTwilio> {
  const entry = new URL("./fake-twilio-process.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [entry, JSON.stringify(options)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const [line]: unknown[] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    exited.then(() => Promise.reject(new Error("The fake Twilio did not start"))),
  ]);
  const { port } = Listening.parse(JSON.parse(String(line)));
  const origin = `http://127.0.0.1:${String(port)}`;
  const tell = async (path: string, body: unknown) => {
    const answer = await fetch(origin + path, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The fake Twilio refused ${path}: ${await answer.text()}`);
  };
  return {
    origin,
    ledger: () => readLedger(options.ledger),
    plan: (plan) => tell("/fake/plan", plan),
    release: () => tell("/fake/release", {}),
    reply: (said) => tell("/fake/reply", said),
    stop: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
