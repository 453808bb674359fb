import { randomUUID } from "node:crypto";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import { newId, shardOf } from "./ids.ts";

const database = openDatabase(await testDatabase(), { max: 1 });
afterAll(database.close);

test("the database and the program agree on every debtor's shard", async () => {
  const ids = Array.from({ length: 2_000 }, (_, index) =>
    index % 2 === 0 ? newId() : randomUUID(),
  );

  const rows = await database.sql<{ id: string; shard: number }[]>`
    select id, shard_of(id) as shard from unnest(${ids}::uuid[]) as t (id)`;

  expect(rows.map((row) => row.shard)).toEqual(rows.map((row) => shardOf(row.id)));
  expect(new Set(rows.map((row) => row.shard)).size).toBe(128);
});

test("ids sort by the millisecond in which they were made", () => {
  const before = Date.now();

  const id = newId();

  const madeAt = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(madeAt).toBeGreaterThanOrEqual(before);
});
