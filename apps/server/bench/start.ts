import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endpoints } from "@fairflow/contract";
import { removePostgres } from "@fairflow/embedded";
import { z } from "zod";

/*
 * How long a newcomer waits: from `start` in an empty directory to the first number that moves by itself, as the HTTP API
 * shows it; and a second start to the first answer. What npm installs is not counted.
 */
const FLOORS = { firstLivingNumber: 60, secondStart: 5 };
const LOOK_EVERY_MS = 100;
const GIVE_UP_MS = 180_000;

const PROGRAM = join(import.meta.dirname, "../src/fairflow.ts");
const home = join(tmpdir(), `fairflow-bench-${process.pid}`);

interface Installation {
  readonly origin: string;
  readonly begunMs: number;
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly said: () => string;
}

const children: ChildProcess[] = [];
const port = await freePort();
try {
  const first = start(port);
  await answers(first);
  const firstAnswer = secondsSince(first);
  const cookie = await signIn(first);
  const counts = await liveCounts(first, cookie);
  const before = await counts();
  await until(first, async () => (await counts()) !== before);
  const firstLivingNumber = secondsSince(first);
  await stop(first);
  const second = start(port);
  await answers(second);
  const secondStart = secondsSince(second);
  await stop(second);
  report({ firstAnswer, firstLivingNumber, secondStart });
} finally {
  for (const child of children) child.kill("SIGKILL");
  await removePostgres(home);
  await rm(home, { recursive: true, force: true });
}

function start(onPort: number): Installation {
  const child = spawn(process.execPath, [PROGRAM, "start"], {
    env: { ...environment(), FAIRFLOW_HOME: home, PORT: String(onPort) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const origin = `http://localhost:${onPort}`;
  return { origin, begunMs: performance.now(), child, said: () => said };
}

/** Whatever this machine is set to, the benchmark starts a demo of its own. */
function environment(): NodeJS.ProcessEnv {
  const own = new Set(["DATABASE_URL", "HOST", "PUBLIC_URL", "FAIRFLOW_KEY", "FAIRFLOW_DEMO"]);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.has(name)));
}

async function answers(installation: Installation): Promise<void> {
  await until(installation, async () => {
    try {
      return (await fetch(`${installation.origin}${endpoints.health.path}`)).ok;
    } catch {
      // Nothing listens yet.
      return false;
    }
  });
}

async function signIn(installation: Installation): Promise<string> {
  const shown = () => /Password, shown this once:\s+(\S+)/.exec(installation.said())?.[1];
  await until(installation, () => Promise.resolve(shown() !== undefined));
  const response = await fetch(`${installation.origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: installation.origin },
    body: JSON.stringify({ email: "editor@demo.local", password: shown() }),
  });
  if (!response.ok) throw new Error(`The demo's editor cannot sign in: ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** The live numbers of the flow with the most people in it, as text that changes when one of them does. */
async function liveCounts(
  { origin }: Installation,
  cookie: string,
): Promise<() => Promise<string>> {
  const ask = async <Answer extends z.ZodType>(path: string, output: Answer) => {
    const response = await fetch(`${origin}${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return z.parse(output, await response.json());
  };
  const flows = await ask(endpoints.flows.path, endpoints.flows.output);
  const [busiest] = flows.toSorted((a, b) => b.inFlight - a.inFlight);
  if (busiest?.live == null) throw new Error("The demo world has no live flow");
  const path = `/api/flows/${busiest.id}/versions/${busiest.live.version}/counts`;
  return async () => {
    const { nodes } = await ask(path, endpoints.counts.output);
    return JSON.stringify(nodes);
  };
}

async function until(
  { child, begunMs, said }: Installation,
  isSo: () => Promise<boolean>,
): Promise<void> {
  while (!(await isSo())) {
    if (child.exitCode !== null) throw new Error(`It ended:\n${said()}`);
    if (performance.now() - begunMs > GIVE_UP_MS) throw new Error(`It takes too long:\n${said()}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function stop({ child }: Installation): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGINT");
  await ended;
}

function secondsSince({ begunMs }: Installation): number {
  return Math.round((performance.now() - begunMs) / 100) / 10;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("No port is free");
  return address.port;
}

function report(seconds: {
  readonly firstAnswer: number;
  readonly firstLivingNumber: number;
  readonly secondStart: number;
}): void {
  const holds =
    seconds.firstLivingNumber <= FLOORS.firstLivingNumber &&
    seconds.secondStart <= FLOORS.secondStart;
  if (process.argv.includes("--json")) {
    const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version };
    process.stdout.write(`${JSON.stringify({ seconds, floors: FLOORS, holds, machine })}\n`);
  } else {
    const line = (what: string, value: number, floor: string) =>
      `  ${what.padEnd(44)}${value.toFixed(1).padStart(6)} s   ${floor}\n`;
    process.stdout.write(
      line("from an empty directory to the first answer", seconds.firstAnswer, "") +
        line(
          "to the first living number",
          seconds.firstLivingNumber,
          `at most ${FLOORS.firstLivingNumber} s`,
        ) +
        line("second start", seconds.secondStart, `at most ${FLOORS.secondStart} s`),
    );
  }
  if (!holds) process.exitCode = 1;
}
