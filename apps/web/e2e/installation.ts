import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** An installation of its own: the real server with its own database. */
export interface Installation {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** One with the demo world in it. */
export interface DemoInstallation extends Installation {
  /** The password that all demo accounts share. */
  readonly password: string;
}

/** One in which there is nobody yet. */
export interface EmptyInstallation extends Installation {
  /** The one-time link that makes the first admin. */
  readonly firstAdminLink: string;
}

const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));

export async function startInstallation(): Promise<DemoInstallation> {
  const { said, ...installation } = await start({}, /Password, shown this once:\s+(\S+)/);
  return { ...installation, password: said };
}

export async function startEmptyInstallation(): Promise<EmptyInstallation> {
  const { said, ...installation } = await start({ FAIRFLOW_DEMO: "0" }, /(http\S+token=\S+)/);
  return { ...installation, firstAdminLink: said };
}

/** Resolves when it says what is waited for. */
async function start(
  variables: Readonly<Record<string, string>>,
  awaited: RegExp,
): Promise<Installation & { readonly said: string }> {
  const home = await mkdtemp(join(tmpdir(), "fairflow-e2e-"));
  // As root the embedded database runs as another user, who must be able to get there.
  await chmod(home, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _, ...environment } = process.env;
  const server = spawn(process.execPath, ["apps/server/src/fairflow.ts", "start"], {
    cwd: CHECKOUT,
    env: {
      ...environment,
      ...variables,
      FAIRFLOW_HOME: home,
      PORT: String(port),
      PUBLIC_URL: url,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(server, "exit");
  let all = "";
  const ready = new Promise<string>((resolve, reject) => {
    const listen = (text: string) => {
      all += text;
      const said = awaited.exec(all)?.[1];
      if (said !== undefined) resolve(said);
    };
    server.stdout.setEncoding("utf8").on("data", listen);
    server.stderr.setEncoding("utf8").on("data", listen);
    server.on("exit", () => reject(new Error(`The server did not start:\n${all}`)));
  });
  return {
    url,
    said: await ready,
    stop: async () => {
      server.kill("SIGTERM");
      await exited;
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port is free");
  return address.port;
}
