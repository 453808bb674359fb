import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, onTestFinished, test } from "vitest";

const PROGRAM = new URL("../fairflow.ts", import.meta.url).pathname;

const databaseUrl = await testDatabase();
const home = await mkdtemp(join(tmpdir(), "fairflow-home-"));
afterAll(() => rm(home, { recursive: true }));
const OWN = { DATABASE_URL: databaseUrl, FAIRFLOW_HOME: home, FAIRFLOW_DEMO: "0" };

test.for<[string, Readonly<Record<string, string>>, RegExp]>([
  [
    "a port that is none",
    { PORT: "70000" },
    /^PORT cannot be read: write a number from 1 to 65535\.\n$/,
  ],
  [
    "an address that is none",
    { DATABASE_URL: "mysql://x" },
    /^DATABASE_URL cannot be read: write postgres:/,
  ],
  [
    "a demo that is neither",
    { FAIRFLOW_DEMO: "yes" },
    /^FAIRFLOW_DEMO cannot be read: write 0 or 1\.\n$/,
  ],
  [
    "a database that nobody serves",
    { DATABASE_URL: "postgres://nobody:secret@127.0.0.1:1/x" },
    /^The database at 127\.0\.0\.1:1 does not answer: .* unset DATABASE_URL .*\n$/,
  ],
  [
    "a home that cannot be",
    { FAIRFLOW_HOME: "/dev/null/x" },
    /^\/dev\/null\/x cannot be written: .*\n$/,
  ],
  ["a home below /proc", { FAIRFLOW_HOME: "/proc/x" }, /^\/proc\/x cannot be written: .*\n$/],
  ["a key that is none", { FAIRFLOW_KEY: "short" }, /^FAIRFLOW_KEY: A master key is 32 bytes.*\n$/],
])("start ends with one sentence and 1 for %s", async ([, variables, sentence]) => {
  const { code, errors } = await run(["start"], { ...OWN, PORT: await freePort(), ...variables });

  expect(errors).toMatch(sentence);
  expect(errors).not.toContain("secret");
  expect(code).toBe(1);
});

test("start ends with one sentence and 1 for a port that is taken, before it touches anything", async () => {
  const stranger = createServer().listen(0, "127.0.0.1");
  await once(stranger, "listening");
  onTestFinished(() => void stranger.close());
  const port = portOf(stranger);

  const { code, errors, output } = await run(["start"], { ...OWN, PORT: String(port) });

  expect(errors).toBe(
    `Port ${port} is taken: stop what listens there, or set PORT to another, such as PORT=${port + 1}.\n`,
  );
  expect({ code, output }).toEqual({ code: 1, output: "" });
});

test("the key file is made once, for its owner alone", async () => {
  await run(["user", "list"], OWN);
  const path = join(home, "secrets.json");
  const first = await readFile(path, "utf8");

  await run(["user", "list"], OWN);

  expect(await readFile(path, "utf8")).toBe(first);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("another key is refused with the remedy", async () => {
  const { code, errors } = await run(["user", "list"], { ...OWN, FAIRFLOW_KEY: "0".repeat(64) });

  expect(errors).toContain(
    "Put back the secrets.json that belongs to this database, or set FAIRFLOW_KEY.",
  );
  expect(code).toBe(1);
});

test("links for people: the first admin's is void once another is made, and nobody is invited twice", async () => {
  const first = await run(["user", "first-admin"], OWN);
  const second = await run(["user", "first-admin"], OWN);
  const made = await run(["user", "create", "Naledi@example.org", "--role", "manager"], OWN);
  const unknown = await run(["user", "reset", "nobody@example.org"], OWN);
  const listed = await run(["user", "list"], OWN);

  const database = openDatabase(databaseUrl, { max: 1 });
  onTestFinished(() => database.close());
  const [open] = await database.sql<{ count: number }[]>`
    select count(*) from auth.invitation where email is null and revoked_at is null`;
  expect(first.output).toMatch(/^http:\/\/localhost:4000\/first-admin\?token=[\w-]{43}\n$/);
  expect(second.output).not.toBe(first.output);
  expect(open?.count).toBe(1);
  expect(made.output).toMatch(/^http:\/\/localhost:4000\/invitations\/[\w-]{43}\n$/);
  expect(listed.output).toBe("naledi@example.org\tmanager\tinvited\t\n");
  expect(unknown).toMatchObject({ code: 1, errors: expect.stringContaining("Nobody signs in as") });
});

test("a worker runs until it is asked to stop, and then ends what is under way", async () => {
  const worker = spawn(process.execPath, [PROGRAM, "work"], { env: { ...process.env, ...OWN } });
  onTestFinished(() => void worker.kill("SIGKILL"));
  let said = "";
  for await (const chunk of worker.stdout) {
    said += String(chunk);
    if (said.includes('"Working"')) break;
  }

  worker.kill("SIGTERM");

  expect(await once(worker, "exit")).toEqual([0, null]);
});

test("a second migration changes nothing", async () => {
  const { code, output } = await run(["migrate"], OWN);

  expect({ code, output }).toEqual({ code: 0, output: "The database is up to date.\n" });
});

interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

async function run(
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    env: { ...process.env, ...variables },
  });
  const said = { output: "", errors: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.errors += chunk.toString()));
  await once(child, "close");
  return { code: child.exitCode, ...said };
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  server.close();
  await once(server, "close");
  return String(port);
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port");
  return address.port;
}
