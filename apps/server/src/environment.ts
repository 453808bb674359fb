import { fileURLToPath } from "node:url";
import { join, resolve } from "node:path";
import { PUBLIC_ONLY, type Reach } from "@fairflow/channels/reach";
import { addressList } from "@fairflow/gateways/address-list";
import { z } from "zod";
import { CommandError } from "./command-error.ts";

/** The root of the checkout, where `.data/` lies by default. */
export const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));

const Variables = z.object({
  /** A PostgreSQL 18 of your own; without it an embedded one is started under FAIRFLOW_HOME. */
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "write postgres://user:password@host:port/database",
    })
    .optional(),
  PORT: z.coerce
    .number({ error: "write a number from 1 to 65535" })
    .int({ error: "write a number from 1 to 65535" })
    .min(1, { error: "write a number from 1 to 65535" })
    .max(65_535, { error: "write a number from 1 to 65535" })
    .default(4000),
  /** The address to listen on; anything but 127.0.0.1 can be reached by others. */
  HOST: z.string().min(1).default("127.0.0.1"),
  /** Where browsers and debtors reach it, as links are written. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "write http:// or https:// and a host" })
    .optional(),
  /** Proxies before this program, addresses and ranges with commas between: they say where requests come from. */
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(/[\s,]+/u).filter((entry) => entry !== ""))
    .refine(areAddresses, { error: "write addresses or ranges, such as 10.0.0.0/8,127.0.0.1" })
    .default([]),
  /** Where the embedded database, the key file, uploads and the log lie. */
  FAIRFLOW_HOME: z.string().min(1).optional(),
  /** The master key: 32 bytes as base64 or hex; without it, one is made in FAIRFLOW_HOME/secrets.json. */
  FAIRFLOW_KEY: z.string().min(1).optional(),
  /** An origin to speak to instead of Twilio's, such as http://127.0.0.1:8080: for rehearsals against a fake. */
  FAIRFLOW_TWILIO_API: z
    .url({ protocol: /^https?$/, error: "write http:// or https:// and a host" })
    .optional(),
  /**
   * Addresses and ranges of the installation's own network that providers, webhooks and steps may reach although they are
   * not public, with commas between; plain http is spoken to these alone.
   */
  FAIRFLOW_REACH: z
    .string()
    .transform((text) => text.split(/[\s,]+/u).filter((entry) => entry !== ""))
    .refine(areAddresses, { error: "write addresses or ranges, such as 10.7.0.0/16,192.168.1.5" })
    .default([]),
  /** The ports that providers, webhooks and steps may speak to, with commas between. */
  FAIRFLOW_REACH_PORTS: z
    .string()
    .regex(/^\d{1,5}(\s*,\s*\d{1,5})*$/u, { error: "write numbers, such as 443,8443" })
    .transform((text) => text.split(",").map(Number))
    .default([443]),
  /** The folder that a print house collects letters from, such as a mounted SFTP folder. */
  FAIRFLOW_LETTERS: z.string().min(1).optional(),
  /** The mailbox that bounces come to: a Maildir folder or an mbox file. */
  FAIRFLOW_BOUNCES: z.string().min(1).optional(),
  /** The file of signed checkpoints of the audit trail, best on another machine; without it one in FAIRFLOW_HOME. */
  FAIRFLOW_CHECKPOINTS: z.string().min(1).optional(),
  /** 0 starts empty and in real time; otherwise an empty database is filled with a demo world. */
  FAIRFLOW_DEMO: z.enum(["0", "1"], { error: "write 0 or 1" }).default("1"),
});

export interface Environment {
  readonly databaseUrl: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: URL;
  readonly trustedProxies: readonly string[];
  readonly home: string;
  readonly masterKey: string | undefined;
  readonly demo: boolean;
  /** The file of signed checkpoints of the audit trail. */
  readonly checkpoints: string;
  readonly lettersFolder: string | undefined;
  readonly bounceMailbox: string | undefined;
  /** Instead of Twilio's own API. */
  readonly twilioApi: string | undefined;
  /** Where providers, webhooks and steps may connect to. */
  readonly reach: Reach;
}

/**
 * Every variable that the program reads, and its default.
 *
 * @throws CommandError that names the variable and how to write it
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Environment {
  const set = Object.entries(variables).filter(([, value]) => value !== undefined && value !== "");
  const parsed = Variables.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CommandError(`${String(issue?.path[0])} cannot be read: ${issue?.message}.`);
  }
  const { PORT, PUBLIC_URL, FAIRFLOW_HOME, FAIRFLOW_LETTERS, FAIRFLOW_BOUNCES } = parsed.data;
  const home = FAIRFLOW_HOME === undefined ? resolve(CHECKOUT, ".data") : resolve(FAIRFLOW_HOME);
  return {
    databaseUrl: parsed.data.DATABASE_URL,
    port: PORT,
    host: parsed.data.HOST,
    publicUrl: new URL(PUBLIC_URL ?? `http://localhost:${PORT}`),
    trustedProxies: parsed.data.TRUSTED_PROXIES,
    home,
    checkpoints: resolve(parsed.data.FAIRFLOW_CHECKPOINTS ?? join(home, "audit-checkpoints.jsonl")),
    masterKey: parsed.data.FAIRFLOW_KEY,
    demo: parsed.data.FAIRFLOW_DEMO === "1",
    lettersFolder: FAIRFLOW_LETTERS === undefined ? undefined : resolve(FAIRFLOW_LETTERS),
    bounceMailbox: FAIRFLOW_BOUNCES === undefined ? undefined : resolve(FAIRFLOW_BOUNCES),
    twilioApi: parsed.data.FAIRFLOW_TWILIO_API,
    reach: reachOf(parsed.data.FAIRFLOW_REACH, parsed.data.FAIRFLOW_REACH_PORTS),
  };
}

function reachOf(entries: readonly string[], ports: readonly number[]): Reach {
  const alsoRanges = entries.map((entry) =>
    entry.includes("/") ? entry : `${entry}/${entry.includes(":") ? 128 : 32}`,
  );
  return { ...PUBLIC_ONLY, alsoRanges, plainHttp: alsoRanges.length > 0, ports };
}

function areAddresses(entries: readonly string[]): boolean {
  try {
    addressList(entries);
    return true;
  } catch {
    return false;
  }
}
