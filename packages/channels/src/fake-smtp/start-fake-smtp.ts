import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { FaultPlan } from "./fault-plan.ts";
import { LedgerEntry } from "./ledger-entry.ts";

/** A mail server to test against, on loopback, in a process of its own. */
export interface FakeSmtp {
  readonly port: number;
  /** PEM of the authority of its certificate. */
  readonly authority: string;
  /** What befalls connections and mails from now on; counts begin anew. */
  readonly plan: (plan: z.input<typeof FaultPlan>) => Promise<void>;
  /** Everything that it ever accepted. */
  readonly readLedger: () => Promise<readonly LedgerEntry[]>;
  readonly stop: () => Promise<void>;
}

const Started = z.object({ port: z.int(), authority: z.string() });

/** @param ledgerPath the file that its acceptances are appended to */
export async function startFakeSmtp(ledgerPath: string): Promise<FakeSmtp> {
  const child = fork(new URL("fake-smtp-process.ts", import.meta.url), [ledgerPath]);
  const [message] = await once(child, "message");
  const { port, authority } = Started.parse(message);
  return {
    port,
    authority,
    plan: async (plan) => {
      const planned = once(child, "message");
      child.send(plan);
      await planned;
    },
    readLedger: async () => {
      const lines = (await readFile(ledgerPath, "utf8")).split("\n").filter(Boolean);
      return lines.map((line) => LedgerEntry.parse(JSON.parse(line)));
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}
