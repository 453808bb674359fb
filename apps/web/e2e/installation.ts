import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** An installation of its own: the real server with its own database and the demo world in it. */
export interface Installation {
  readonly url: string;
  /** The password that all demo accounts share. */
  readonly password: string;
  readonly stop: () => Promise<void>;
}

const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));

export async function startInstallation(): Promise<Installation> {
  const home = await mkdtemp(join(tmpdir(), "fairflow-e2e-"));
  // As root the embedded database runs as another user, who must be able to get there.
  await chmod(home, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _, ...environment } = process.env;
  const server = spawn(process.execPath, ["apps/server/src/fairflow.ts", "start"], {
    cwd: CHECKOUT,
    env: { ...environment, FAIRFLOW_HOME: home, PORT: String(port), PUBLIC_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(server, "exit");
  let said = "";
  const ready = new Promise<string>((resolve, reject) => {
    const listen = (text: string) => {
      said += text;
      const password = /Password, shown this once:\s+(\S+)/.exec(said)?.[1];
      if (password !== undefined) resolve(password);
    };
    server.stdout.setEncoding("utf8").on("data", listen);
    server.stderr.setEncoding("utf8").on("data", listen);
    server.on("exit", () => reject(new Error(`The server did not start:\n${said}`)));
  });
  return {
    url,
    password: await ready,
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
