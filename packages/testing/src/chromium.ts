import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { LaunchOptions } from "@playwright/test";
import { CACHE } from "./checkout.ts";

const run = promisify(execFile);

/** Nothing that a page or the browser itself asks for leaves this machine. */
const ARGUMENTS = [
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
  "--disable-background-networking",
  "--disable-domain-reliability",
  "--no-pings",
  "--font-render-hinting=none",
];

/**
 * How Playwright launches a browser here: on Linux x64 the one that npm carries, with its own fonts, elsewhere the
 * Chrome that is installed. Playwright leaves the sandbox out by itself, so root can launch it too.
 */
export async function chromiumLaunchOptions(): Promise<LaunchOptions> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { channel: "chrome", args: ARGUMENTS };
  }
  const directory = await unpack();
  const executablePath = join(directory, "chromium");
  const env = {
    ...process.env,
    FONTCONFIG_PATH: join(directory, "fonts"),
    XDG_CACHE_HOME: CACHE,
  };
  if (await starts(executablePath, env)) return { executablePath, env, args: ARGUMENTS };
  // A bare machine lacks the libraries (NSS and others) that the package brings for such.
  const libraries = join(directory, "al2023", "lib");
  return { executablePath, env: { ...env, LD_LIBRARY_PATH: libraries }, args: ARGUMENTS };
}

/** Unpacks it once; the directory appears whole or not at all. */
async function unpack(): Promise<string> {
  const directory = join(CACHE, "chromium-153");
  if (existsSync(directory)) return directory;

  const unfinished = `${directory}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await run(process.execPath, [fileURLToPath(new URL("unpack-chromium.ts", import.meta.url))], {
    // The second makes it unpack its libraries as well.
    env: { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" },
  });
  await copyFile(new URL("fonts.conf", import.meta.url), join(unfinished, "fonts", "fonts.conf"));
  try {
    await rename(unfinished, directory);
  } catch (error) {
    // Another process was faster; its copy is as good.
    if (!existsSync(directory)) throw error;
    await rm(unfinished, { recursive: true });
  }
  return directory;
}

async function starts(executablePath: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    await run(executablePath, ["--version"], { env });
    return true;
  } catch {
    // The answer is no; what is missing shows when Playwright launches it.
    return false;
  }
}
