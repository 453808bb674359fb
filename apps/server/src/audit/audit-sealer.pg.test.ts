import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, recordAudit } from "@fairflow/db";
import { verifyAudit } from "@fairflow/engine";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { startAuditSealer, type AuditSealer } from "./audit-sealer.ts";
import { checkpointsIn } from "./checkpoint-file.ts";

const database = openDatabase(await testDatabase(), { max: 6 });
afterAll(database.close);
const folder = await mkdtemp(join(tmpdir(), "fairflow-audit-"));
afterAll(() => rm(folder, { recursive: true }));
const path = join(folder, "elsewhere", "checkpoints.jsonl");
const key = { id: "key", bytes: new Uint8Array(32).fill(1) };
const faults: unknown[] = [];

function sealer(): AuditSealer {
  return startAuditSealer({
    database,
    key,
    path,
    realNow: () => new Date(),
    onFault: (...fault) => faults.push(fault),
  });
}

async function write(action: string): Promise<void> {
  await database.transaction((tx) =>
    recordAudit(tx, [{ actor: { kind: "system" }, action, subject: { kind: "test", id: "1" } }]),
  );
}

async function whatIsWrong(): Promise<readonly string[]> {
  const wrong: string[] = [];
  for await (const { examples } of verifyAudit(database.sql, await checkpointsIn(path, [key]))) {
    wrong.push(...examples);
  }
  return wrong;
}

test("processes that stop, several at once, leave nothing unsealed and one signed line each time the chain has grown", async () => {
  for (const action of ["first", "second"]) {
    const sealers = [sealer(), sealer(), sealer()];
    await write(action);
    for (const each of sealers) await each.stop();
  }

  const [waiting] = await database.sql<{ count: number }[]>`select count(*) from audit_unsealed`;
  const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
  expect(waiting?.count).toBe(0);
  expect((await checkpointsIn(path, [key]))?.trusted.at(-1)?.sequence).toBe(2);
  expect(new Set(lines).size).toBe(lines.length);
  expect(await whatIsWrong()).toEqual([]);
  expect(faults).toEqual([]);
});

test("a line that a crash broke off is told of, and the next one stands behind it", async () => {
  await appendFile(path, '{"schema":"fairflow.au');
  await write("third");

  await sealer().stop();

  expect((await checkpointsIn(path, [key]))?.trusted.at(-1)?.sequence).toBe(3);
  expect(await whatIsWrong()).toEqual([
    expect.stringMatching(/^line \d of the checkpoints cannot be read$/),
  ]);
});

test("nothing is signed over a chain whose end was cut off", async () => {
  await database.transaction(async ({ sql }) => {
    await sql`set local session_replication_role = replica`;
    await sql`delete from audit_link where sequence > 1`;
    await sql`delete from audit where id > 1`;
  });

  await sealer().stop();

  expect(await whatIsWrong()).toContainEqual(
    expect.stringMatching(/^the chain ends with link 1, and link 3 was signed at .* was cut off$/),
  );
});
