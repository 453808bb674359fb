import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../command-error.ts";
import { CHECKOUT } from "../environment.ts";

const WEB = join(CHECKOUT, "apps/web");
const BUILT = join(WEB, "dist");

/** Outside of these nothing changes what is built. */
const SOURCES = ["apps/web", "packages"];
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", "dist", ".cache", "e2e", "bench"]);

/**
 * The folder of the built web app; built where it is missing or older than a source.
 *
 * @throws CommandError with what the build said
 */
export async function builtWeb(log: (line: string) => void): Promise<string> {
  const builtMs = await changedMs(join(BUILT, "index.html"));
  const sourceMs = await Promise.all(SOURCES.map((folder) => newestMs(join(CHECKOUT, folder))));
  if (builtMs >= Math.max(...sourceMs)) return BUILT;
  log("Building the web app; this takes some seconds, once");
  const vite = join(WEB, "node_modules/vite/bin/vite.js");
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: WEB,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
  }
  const [exitCode] = await once(child, "close");
  if (exitCode === 0) return BUILT;
  throw new CommandError(`The web app cannot be built:\n${said.join("").trim()}`);
}

/** When the newest source below a folder was changed. */
async function newestMs(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const times = await Promise.all(
    entries
      .filter(({ name }) => !SKIPPED.has(name) && !name.endsWith(".tsbuildinfo"))
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? newestMs(path) : changedMs(path);
      }),
  );
  return Math.max(0, ...times);
}

/** 0 for what is not there. */
async function changedMs(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
