import { openDatabase, recordAudit, type Transaction } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkpointLine, readCheckpoints, type CheckpointKey } from "./checkpoint.ts";
import { BEGINNING, entryText, linkHash } from "./chained-entry.ts";
import { chainHead, sealAudit } from "./seal-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

const database = openDatabase(await testDatabase(), { max: 4 });
afterAll(database.close);

const KEY: CheckpointKey = { id: "now", bytes: new Uint8Array(32).fill(1) };
const SEALED_AT = new Date("2026-11-23T12:00:00.123Z");
let file = "";

/** Ten entries in two passes, with a checkpoint behind each. */
beforeAll(async () => {
  await write(5);
  await sealAudit(database, () => SEALED_AT);
  const first = await nextLine();
  await write(5);
  await sealAudit(database, () => SEALED_AT);
  file = `${first}\n${await nextLine(first)}\n`;
});

async function write(count: number): Promise<void> {
  await database.transaction((tx) =>
    recordAudit(
      tx,
      Array.from({ length: count }, (_, index) => ({
        actor: { kind: "user", id: "u1" } as const,
        action: "flow.publish",
        subject: { kind: "flow", id: `f${index}` },
        before: { number: index },
        after: { number: index + 1, ünïcode: "🐘\n" },
        reason: "a reason",
        ip: "192.0.2.1",
      })),
    ),
  );
}

async function nextLine(lastLine?: string): Promise<string> {
  const head = (await chainHead(database.sql)) ?? { sequence: 0, hash: BEGINNING };
  return checkpointLine(KEY, { kind: "reached", head, at: SEALED_AT, lastLine });
}

test("a trail that nobody touched is what was sealed and signed", async () => {
  const checked: number[] = [];

  for await (const result of verifyAudit(database.sql, readCheckpoints(file, [KEY]))) {
    checked.push(result.checked);
  }

  expect(await whatIsWrong(database)).toEqual([]);
  expect(checked).toEqual([10, 10, 2]);
});

test.for<[string, string, readonly RegExp[]]>([
  [
    "an edit",
    `update audit set after = '{"number":7}' where id = 3`,
    [/^entry 3 \(flow\.publish, .*\) is not what link 3 sealed$/],
  ],
  [
    "an edit of a reason alone",
    "update audit set reason = 'another reason' where id = 10",
    [/^entry 10 .* is not what link 10 sealed$/],
  ],
  [
    "an edit that moves an entry in time",
    "update audit set at = at - interval '1 microsecond' where id = 4",
    [/^entry 4 .* is not what link 4 sealed$/],
  ],
  [
    "a deletion",
    "delete from audit where id = 6",
    [/^entry 6 was deleted: link 6 of 2026-11-23T12:00:00\.123Z sealed it$/],
  ],
  [
    "a deletion with its link",
    "with gone as (delete from audit_link where audit_id = 6) delete from audit where id = 6",
    [/^link 6 is missing$/, /^entry 7 .* is not what link 7 sealed$/],
  ],
  [
    "an insertion beside the chain",
    `insert into audit (id, actor_kind, action, subject_kind, subject_id) overriding system value
     values (500, 'system', 'hold.lift', 'hold', 'h')`,
    [/^entry 500 \(hold\.lift\) stands in the trail and not in its chain$/],
  ],
  [
    "a swap of what two entries say",
    `update audit set subject_id = case id when 2 then 'f2' else 'f1' end where id in (2, 3)`,
    [/^entry 2 .* is not what link 2 sealed$/, /^entry 3 .* is not what link 3 sealed$/],
  ],
  [
    "a swap of two links",
    `update audit_link set audit_id = -7 where audit_id = 7;
     update audit_link set audit_id = 7 where audit_id = 8;
     update audit_link set audit_id = 8 where audit_id = -7`,
    [/^entry 8 .* is not what link 7 sealed$/, /^entry 7 .* is not what link 8 sealed$/],
  ],
  [
    "a tail that was cut off with its links",
    "with gone as (delete from audit_link where sequence > 8) delete from audit where id > 8",
    [
      /^the chain ends with link 8, and link 10 was signed at 2026-11-23T12:00:00\.123Z: its end, from link 9, was cut off$/,
    ],
  ],
  [
    "an entry that is gone before it was sealed",
    "insert into audit_unsealed values (600)",
    [/^entry 600 was written and is gone before it was sealed$/],
  ],
])("verifying finds %s", async ([, tamper, found]) => {
  const wrong = await wrongAfter((tx) => tx.sql.unsafe(tamper));

  expect(wrong.length).toBe(found.length);
  for (const [index, pattern] of found.entries()) expect(wrong[index]).toMatch(pattern);
});

test("verifying finds an entry that was dated back and put in by the ordinary way", async () => {
  const wrong = await wrongAfter(async ({ sql }) => {
    await sql`
      insert into audit (at, actor_kind, action, subject_kind, subject_id)
      values ('2026-01-01', 'system', 'consent.record', 'consent', 'c')`;
    await relink(sql, 11);
  });

  expect(wrong[0]).toMatch(
    /^entry \d+ \(consent\.record\) says 2026-01-01T00:00:00\.000Z, and was written after entry \d+ of /,
  );
});

test("verifying finds a chain that was written anew after an edit, by its checkpoints alone", async () => {
  const wrong = await wrongAfter(async ({ sql }) => {
    await sql`update audit set reason = 'another reason' where id = 7`;
    await relink(sql, 1);
  });

  expect(wrong).toEqual([
    "link 10 is not the one that was signed at 2026-11-23T12:00:00.123Z: the chain was written anew",
  ]);
});

test("a chain without any file of checkpoints is told", async () => {
  const found: string[] = [];
  for await (const { examples } of verifyAudit(database.sql, undefined)) found.push(...examples);

  expect(found).toEqual(["there is no file of checkpoints: nothing vouches for the chain"]);
});

test("while one takes entries in, another is told that it is busy, and whoever writes does not wait", async () => {
  await database.transaction(async ({ sql }) => {
    await sql`select pg_advisory_xact_lock(4606004, 0)`;
    await write(1);

    expect(await sealAudit(database, () => SEALED_AT)).toBe("busy");
  });

  expect(await sealAudit(database, () => SEALED_AT)).toBe(1);
  expect(await whatIsWrong(database)).toEqual([]);
});

test("an entry whose transaction ends after a later one is taken in behind it", async () => {
  await database.transaction(async (slow) => {
    await recordAudit(slow, [
      { actor: { kind: "system" }, action: "slow", subject: { kind: "s", id: "s" } },
    ]);
    await write(1);
    expect(await sealAudit(database, () => SEALED_AT)).toBe(1);
  });

  expect(await sealAudit(database, () => SEALED_AT)).toBe(1);

  const [last] = await database.sql<{ action: string }[]>`
    select action from audit_link join audit on id = audit_id order by sequence desc limit 1`;
  expect(last?.action).toBe("slow");
  expect(await whatIsWrong(database)).toEqual([]);
});

/** Makes the links from this one on anew, as somebody would who may write every table. */
async function relink(sql: Transaction["sql"], from: number): Promise<void> {
  const [before] = await sql<{ hash: Uint8Array }[]>`
    select hash from audit_link where sequence = ${from - 1}`;
  const entries = await sql<{ id: number; text: string }[]>`
    select audit.id, ${entryText(sql)} as text from audit order by audit.id offset ${from - 1}`;
  await sql`delete from audit_link where sequence >= ${from}`;
  await sql`delete from audit_unsealed`;
  let hash = before?.hash ?? BEGINNING;
  for (const [index, { id, text }] of entries.entries()) {
    const sequence = from + index;
    hash = linkHash(hash, { sequence, sealedAt: SEALED_AT, text });
    await sql`insert into audit_link values (${sequence}, ${id}, ${hash}, ${SEALED_AT})`;
  }
}

class Undone extends Error {}

/** What verifying finds after somebody who may switch off triggers was at it; it is undone again. */
async function wrongAfter(
  tamper: (tx: Transaction) => Promise<unknown>,
): Promise<readonly string[]> {
  let wrong: readonly string[] = [];
  await database
    .transaction(async (tx) => {
      await tx.sql`set local session_replication_role = replica`;
      await tamper(tx);
      wrong = await whatIsWrong(tx);
      throw new Undone();
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof Undone)) throw fault;
    });
  return wrong;
}

async function whatIsWrong({ sql }: Transaction): Promise<readonly string[]> {
  const wrong: string[] = [];
  for await (const { examples } of verifyAudit(sql, readCheckpoints(file, [KEY]))) {
    wrong.push(...examples);
  }
  return wrong;
}
