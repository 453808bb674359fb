import { ApiKeyName, ApiScope } from "@fairflow/contract";
import { listApiKeys, type Database, type StoredApiKey } from "@fairflow/db";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { readEnvironment } from "../environment.ts";
import { openInstallation } from "../installation/open-installation.ts";
import { makeKey, revokeKey } from "../outside/api-key-desk.ts";

/** Whoever can sign in to the machine. */
const MACHINE = { kind: "system" } as const;

interface KeyOptions {
  readonly scope: readonly string[];
  readonly revoke?: boolean;
}

/** For whoever can sign in to the machine, as the other commands are. */
export function keyCommand(): Command {
  return new Command("key")
    .description(
      "Makes a key for another system, such as a dialer, and prints it once; without a name lists the keys.",
    )
    .argument("[name]", "what the system is called: lower-case letters, digits and hyphens")
    .option(
      "--scope <scopes...>",
      `what it may do: ${ApiScope.options.join(", ")}`,
      (scope: string, scopes: readonly string[]) => [...scopes, ...scope.split(",")],
      [],
    )
    .option("--revoke", "take the key back: it lets in nobody from now on")
    .action(async (name: string | undefined, options: KeyOptions) => {
      const environment = readEnvironment(process.env);
      const installation = await openInstallation(environment, {
        log: () => undefined,
        connections: 2,
        onError: (error) => {
          throw error;
        },
      });
      try {
        process.stdout.write(`${await answer(installation.database, name, options)}\n`);
      } finally {
        await installation.close();
      }
    });
}

async function answer(
  database: Database,
  name: string | undefined,
  { scope, revoke = false }: KeyOptions,
): Promise<string> {
  if (name === undefined) return listed(await listApiKeys(database));
  if (!ApiKeyName.safeParse(name).success) {
    throw new CommandError(
      `${name} is no name for a key: use lower-case letters, digits, hyphens.`,
    );
  }
  return revoke ? revoked(database, name) : made(database, name, scope);
}

async function made(database: Database, name: string, wanted: readonly string[]): Promise<string> {
  const scopes = wanted.map(scopeOf);
  if (scopes.length === 0) {
    throw new CommandError(`Say what it may do: --scope ${ApiScope.options.join(" --scope ")}.`);
  }
  const key = await database.transaction((tx) =>
    makeKey(tx, { name, scopes, by: MACHINE }, new Date()),
  );
  if (key === undefined) {
    throw new CommandError(`${name} has a key; take it back first with: key ${name} --revoke`);
  }
  return key.token;
}

async function revoked(database: Database, name: string): Promise<string> {
  const isRevoked = await database.transaction((tx) =>
    revokeKey(tx, { key: { name }, by: MACHINE }, new Date()),
  );
  if (!isRevoked) throw new CommandError(`No key of the name ${name} is in use.`);
  return `The key of ${name} lets in nobody any more.`;
}

function scopeOf(text: string): ApiScope {
  const scope = ApiScope.safeParse(text);
  if (scope.success) return scope.data;
  throw new CommandError(`${text} is no scope: there are ${ApiScope.options.join(", ")}.`);
}

function listed(keys: readonly StoredApiKey[]): string {
  if (keys.length === 0) return "No other system has a key yet.";
  return keys
    .map(({ name, scopes, lastUsedAt, revokedAt }) =>
      [
        name,
        scopes.join(","),
        lastUsedAt === null ? "never used" : `last used ${lastUsedAt.toISOString()}`,
        revokedAt === null ? "in use" : `revoked ${revokedAt.toISOString()}`,
      ].join("\t"),
    )
    .join("\n");
}
