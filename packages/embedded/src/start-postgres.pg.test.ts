import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { expect, onTestFinished, test } from "vitest";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { greet } from "./greeting.ts";
import { removePostgres } from "./remove-postgres.ts";
import { type RunningPostgres, startPostgres } from "./start-postgres.ts";

const MODULE = new URL("./start-postgres.ts", import.meta.url).href;

test("a second start after a stop finds the same data at the same address", async () => {
  const home = await makeHome();
  const first = await start(home);
  await saveWord(first.url, "kept");
  await first.stop();

  const second = await start(home);

  expect(second).toMatchObject({ url: first.url, version: "18.4", adopted: false });
  expect(await readWords(second.url)).toEqual(["kept"]);
});

test("a start beside a running one adopts it", async () => {
  const home = await makeHome();
  const first = await start(home);

  const second = await start(home);

  expect(second).toMatchObject({ url: first.url, adopted: true });
});

test("commits survive a kill -9 of the server while it is in use", async () => {
  const home = await makeHome();
  const first = await start(home);
  await saveWord(first.url, "committed");
  const busy = postgres(first.url, { max: 1 });
  const query = busy`select pg_sleep(60)`.catch((error: unknown) => error);
  process.kill(await serverPid(home), "SIGKILL");

  const second = await start(home);

  expect(second).toMatchObject({ url: first.url, adopted: false });
  expect(await readWords(second.url)).toEqual(["committed"]);
  expect(await query).toBeInstanceOf(Error);
  await busy.end();
});

test("the server outlives a kill -9 of the process that started it, and the next start adopts it", async () => {
  const home = await makeHome();
  const parent = startInProcess(home);
  await once(parent.stdout, "data");
  const pid = await serverPid(home);
  parent.kill("SIGKILL");
  await once(parent, "exit");

  const next = await start(home);

  expect(next.adopted).toBe(true);
  expect(await serverPid(home)).toBe(pid);
});

test("two processes that start in an empty home at once share one server", async () => {
  const home = await makeHome();
  const processes = [startInProcess(home), startInProcess(home)];

  const said = await Promise.all(processes.map((child) => once(child.stdout, "data").then(String)));

  expect(said[0]).toBe(said[1]);
  for (const child of processes) child.kill("SIGKILL");
  await start(home);
});

test("moves to another port when somebody else took the remembered one", async () => {
  const home = await makeHome();
  const first = await start(home);
  await saveWord(first.url, "kept");
  await first.stop();
  const stranger = createServer((socket) => socket.end("not PostgreSQL")).listen(
    first.port,
    "127.0.0.1",
  );
  await once(stranger, "listening");
  onTestFinished(() => void stranger.close());

  const second = await start(home);

  expect(second.port).not.toBe(first.port);
  expect(await readWords(second.url)).toEqual(["kept"]);
});

test("stops for the last user only", async () => {
  const home = await makeHome();
  const running = await start(home);
  const other = postgres(running.url, { max: 1 });
  await other`select 1`;

  const whileUsed = await running.stopIfUnused();
  await other.end();
  const afterwards = await running.stopIfUnused();

  expect({ whileUsed, afterwards }).toEqual({ whileUsed: false, afterwards: true });
  expect((await start(home)).adopted).toBe(false);
});

test("removes a server that runs, with its data", async () => {
  const home = await makeHome();
  const running = await startPostgres({ home, log: () => undefined });

  await removePostgres(home);

  expect(await readdir(home)).toEqual([]);
  await expect(greet(running.port)).resolves.toBe("refused");
});

test("refuses a home that cannot be written with the remedy", async () => {
  const file = join(await makeHome(), "file");
  await writeFile(file, "");

  const starting = startPostgres({ home: join(file, "home"), log: () => undefined });

  await expect(starting).rejects.toEqual(
    new EmbeddedPostgresError(
      `${join(file, "home")} cannot be written: give this user the directory, or set FAIRFLOW_HOME to one that it may write.`,
    ),
  );
});

test("refuses data of another major version and leaves it alone", async () => {
  const home = await makeHome();
  const running = await start(home);
  await running.stop();
  await writeFile(join(home, "postgres", "data", "PG_VERSION"), "17\n");

  const starting = startPostgres({ home, log: () => undefined });

  await expect(starting).rejects.toThrow("was made by PostgreSQL 17 and this is 18: make a backup");
});

/** A home that the account `postgres` can enter too, when the tests run as root. */
async function makeHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "fairflow-embedded-"));
  await chmod(home, 0o755);
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

async function start(home: string): Promise<RunningPostgres> {
  const running = await startPostgres({ home, log: () => undefined });
  onTestFinished(() => running.stop());
  return running;
}

function startInProcess(home: string) {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(MODULE)});
    const { url } = await startPostgres({ home: ${JSON.stringify(home)}, log: () => undefined });
    process.stdout.write(url);
    setInterval(() => undefined, 1_000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function serverPid(home: string): Promise<number> {
  const lock = await readFile(join(home, "postgres", "data", "postmaster.pid"), "utf8");
  return Number.parseInt(lock, 10);
}

async function saveWord(url: string, word: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql`create table word (text text not null)`;
  await sql`insert into word values (${word})`;
  await sql.end();
}

async function readWords(url: string): Promise<readonly unknown[]> {
  const sql = postgres(url, { max: 1 });
  const rows = await sql`select text from word`;
  await sql.end();
  return rows.map((row) => row["text"]);
}
