import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { StreamEvent } from "@fairflow/contract";
import {
  readClock,
  readNodeCounts,
  readSegmentCounts,
  setClock,
  type Database,
  type NodeCount,
} from "@fairflow/db";
import { readEnvironment } from "../src/environment.ts";
import { openInstallation } from "../src/installation/open-installation.ts";
import { freePort } from "./free-port.ts";

const PROGRAM = join(import.meta.dirname, "../src/fairflow.ts");
const SPEED = 1_200;
const LOOK_EVERY_MS = 50;
const GIVE_UP_MS = 180_000;
const QUIET_MS = 3_000;
/** What the history tells again; the others stand on rows of their own. */
const RECOUNTED: ReadonlySet<string> = new Set([
  "entered",
  "left",
  "sent",
  "delivered",
  "goal",
  "paid",
  "money",
]);

export interface LiveAge {
  /** How long each number that was replaced had been out of date, in milliseconds, the smallest first. */
  readonly ages: readonly number[];
  readonly compared: number;
  readonly wrong: number;
}

/**
 * Watches the demo's busiest flow in many windows. What a window shows is as old as the first change after it: the database is
 * looked at all the while for when its numbers moved past what was shown.
 */
export async function liveAge({
  home,
  clients,
  seconds,
}: {
  readonly home: string;
  readonly clients: number;
  readonly seconds: number;
}): Promise<LiveAge> {
  const port = await freePort();
  const variables = { FAIRFLOW_HOME: home, PORT: String(port) };
  const child = spawn(process.execPath, [PROGRAM, "start"], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  try {
    const begunMs = performance.now();
    const shown = () => /Password, shown this once:\s+(\S+)/.exec(said)?.[1];
    while (shown() === undefined) {
      if (performance.now() - begunMs > GIVE_UP_MS) throw new Error(`It takes too long:\n${said}`);
      await sleep(LOOK_EVERY_MS);
    }
    const origin = `http://localhost:${port}`;
    const cookie = await signIn(origin, shown() ?? "");
    const installation = await openInstallation(readEnvironment(variables), {
      log: () => undefined,
      connections: 3,
      onError: () => undefined,
    });
    try {
      return await watch(installation.database, { origin, cookie, clients, seconds });
    } finally {
      await installation.close();
    }
  } finally {
    const ended = once(child, "exit");
    child.kill("SIGINT");
    await ended;
  }
}

async function watch(
  database: Database,
  of: {
    readonly origin: string;
    readonly cookie: string;
    readonly clients: number;
    readonly seconds: number;
  },
): Promise<LiveAge> {
  const { now } = await readClock(database);
  await setClock(database, { speed: SPEED, now });
  const [flow] = await database.sql<{ id: string; versionId: string }[]>`
    select flow_id as id, flow_version.id as "versionId"
    from flow_version join counter on version_id = flow_version.id
    where status = 'live' group by 1, 2 order by sum(count) filter (where metric = 'entered') desc limit 1`;
  if (flow === undefined) throw new Error("The demo world has no live flow");
  const total = async () => sumOf(await readNodeCounts(database, flow.versionId));
  /** When the sum of all numbers was first seen to be more than this, the smallest sum first. */
  const moves: { readonly above: number; readonly atMs: number }[] = [];
  const ages: number[] = [];
  const stopping = new AbortController();
  const windows = Array.from({ length: of.clients }, () =>
    listen(of, flow.id, stopping.signal, (before, arrivedMs) => {
      const moved = moves.find(({ above }) => above >= before);
      ages.push(moved === undefined ? 0 : Math.max(0, arrivedMs - moved.atMs));
    }),
  );
  const untilMs = performance.now() + of.seconds * 1_000;
  let last = await total();
  while (performance.now() < untilMs) {
    const sum = await total();
    if (sum > last) {
      moves.push({ above: last, atMs: performance.now() });
      last = sum;
    }
    await sleep(LOOK_EVERY_MS);
  }
  stopping.abort();
  await Promise.allSettled(windows);
  return { ages: ages.toSorted((a, b) => a - b), ...(await recount(database, flow.versionId)) };
}

/** With the clock at rest and everything that was due done, each number is that of the history. */
async function recount(database: Database, versionId: string) {
  const { now } = await readClock(database);
  await setClock(database, { speed: 0, now });
  let before = -1;
  for (;;) {
    const sum = sumOf(await readNodeCounts(database, versionId));
    if (sum === before) break;
    before = sum;
    await sleep(QUIET_MS);
  }
  const [counted, again] = [
    sums(await readNodeCounts(database, versionId)),
    sums(await readSegmentCounts(database, { versionId })),
  ];
  const keys = [...new Set([...counted.keys(), ...again.keys()])];
  const wrong = keys.filter((key) => (counted.get(key) ?? 0) !== (again.get(key) ?? 0));
  for (const key of wrong)
    process.stderr.write(`  ${key}: ${counted.get(key)}, not ${again.get(key)}\n`);
  return { compared: keys.length, wrong: wrong.length };
}

function sums(counts: readonly NodeCount[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { nodeId, metric, exit, count } of counts) {
    if (!RECOUNTED.has(metric)) continue;
    const key = `${nodeId} ${metric} ${exit}`;
    totals.set(key, (totals.get(key) ?? 0) + count);
  }
  return totals;
}

/** Of what only ever grows. */
function sumOf(counts: readonly Pick<NodeCount, "metric" | "count">[]): number {
  return counts.reduce((sum, { metric, count }) => (GROWING.has(metric) ? sum + count : sum), 0);
}

const GROWING: ReadonlySet<string> = new Set([
  "entered",
  "left",
  "sent",
  "delivered",
  "deferred",
  "forbidden",
]);

/** One window: tells, for each event, what it had shown until then and when the event came. */
async function listen(
  { origin, cookie }: { readonly origin: string; readonly cookie: string },
  flowId: string,
  signal: AbortSignal,
  onReplaced: (before: number, arrivedMs: number) => void,
): Promise<void> {
  const response = await fetch(`${origin}/api/stream?topics=flow:${flowId}`, {
    headers: { cookie },
    signal,
  });
  if (response.body === null) throw new Error("The stream has no body");
  let rest = "";
  let shown: number | undefined;
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const events = `${rest}${chunk}`.split("\n\n");
    rest = events.pop() ?? "";
    for (const text of events) {
      const data = /^data: (.*)$/mu.exec(text)?.[1];
      if (data === undefined) continue;
      const event = StreamEvent.parse(JSON.parse(data));
      if (event.kind !== "counts") continue;
      if (shown !== undefined) onReplaced(shown, performance.now());
      shown = Object.values(event.counts.nodes).reduce(
        (sum, node) =>
          sum +
          node.entered +
          node.sent +
          node.delivered +
          node.deferred +
          node.forbidden +
          Object.values(node.left).reduce((left, count) => left + count, 0),
        0,
      );
    }
  }
}

async function signIn(origin: string, password: string): Promise<string> {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email: "manager@demo.local", password }),
  });
  if (!response.ok) throw new Error(`The manager cannot sign in: ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}
