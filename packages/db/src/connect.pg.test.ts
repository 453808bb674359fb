import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";
import { testDatabase } from "@fairflow/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { BOOLEANS, BYTEAS, INSTANTS } from "./array-types.ts";
import { openDatabase } from "./connect.ts";
import { client, setting } from "./schema/tables.ts";

const database = openDatabase(await testDatabase(), { max: 2 });
afterAll(database.close);

const now = new Date("2026-03-10T08:00:00.123Z");

test("values come back as they went, whichever handle sends them", async () => {
  const value = { list: [1, null], text: "R 1 204.50" };

  const raw = await database.sql`
    select ${now}::timestamptz as at, ${"2026-02-28"}::date as day, ${9_007_199_254_740_991}::bigint as amount,
      ${value}::jsonb as json, ${Buffer.from("ab")}::bytea as bytes, ${["a", "b,{}"]}::text[] as tags`;
  await database.orm.insert(setting).values({ key: "k", value, changedBy: "me", changedAt: now });
  const built = await database.orm.select().from(setting).where(eq(setting.key, "k"));

  expect(raw[0]).toEqual({
    at: now,
    day: "2026-02-28",
    amount: 9_007_199_254_740_991,
    json: value,
    bytes: Buffer.from("ab"),
    tags: ["a", "b,{}"],
  });
  expect(built).toEqual([{ key: "k", value, changedBy: "me", changedAt: now }]);
});

test("arrays of booleans, bytes and instants travel with their type, nulls first or last", async () => {
  const { sql: query } = database;

  const rows = await query`
    select * from unnest(
      ${query.typed([null, true, false], BOOLEANS)}::boolean[],
      ${query.typed([Buffer.from("a"), null, Buffer.from("b")], BYTEAS)}::bytea[],
      ${query.typed([null, now, now.toISOString()], INSTANTS)}::timestamptz[]) as t (flag, bytes, at)`;

  expect(rows.map((row) => [row["flag"], row["bytes"], row["at"]])).toEqual([
    [null, Buffer.from("a"), null],
    [true, null, now],
    [false, Buffer.from("b"), now],
  ]);
});

test("a bigint that a number cannot hold is an error, not another number", async () => {
  await expect(database.sql`select 9007199254740993::bigint as amount`).rejects.toThrow(RangeError);
});

test("both handles of a transaction share its fate", async () => {
  const failing = database.transaction(async (tx) => {
    await tx.orm.insert(client).values({ name: "built", createdAt: now });
    await tx.sql`insert into client (name, created_at) values ('raw', ${now})`;
    const inside = await tx.orm.select({ name: client.name }).from(client).orderBy(client.name);
    expect(inside).toEqual([{ name: "built" }, { name: "raw" }]);
    throw new Error("changed my mind");
  });

  await expect(failing).rejects.toThrow("changed my mind");
  expect(await database.orm.execute(sql`select from client`)).toHaveLength(0);
});

test("a transaction whose connection is cut hears so, and never asks on a connection of others", async () => {
  const pool = openDatabase(await testDatabase(), { max: 1 });
  let askLate = async (): Promise<unknown> => undefined;
  const cut = pool.transaction(async (tx) => {
    askLate = () => tx.sql`create table of_the_dead ()`;
    const [row] = await tx.sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await database.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
    await tx.sql`select ${"x".repeat(2_000)} as long`;
  });
  await expect(cut).rejects.toThrow(/CONNECTION|terminat/);

  await pool.transaction(async (tx) => {
    await tx.sql`select 1`;
    await expect(askLate()).rejects.toThrow("CONNECTION");
  });

  await expect(pool.sql`select to_regclass('of_the_dead') as found`).resolves.toMatchObject([
    { found: null },
  ]);
  await pool.close();
});

test("a transaction keeps its connection to itself, however many queries stand before it", async () => {
  const pool = openDatabase(await testDatabase(), { max: 2 });
  await pool.sql`create table half_of_two (transaction int)`;
  const ask = (count: number) => Array.from({ length: count }, () => pool.sql`select 1`.execute());
  const write = (which: number) =>
    pool.transaction(async (tx) => {
      await tx.sql`insert into half_of_two values (${which})`;
      await tx.sql`insert into half_of_two values (${which})`;
    });

  for (let queries = 190; queries < 210; queries += 1) {
    await Promise.all([...ask(queries), write(queries), ...ask(20)]);
  }

  const [whole] = await pool.sql`select count(*)::int as written from half_of_two`;
  expect(whole).toEqual({ written: 40 });
  await pool.close();
});

test("a connection that is cut while it asks which arrays there are fails who asked, and nobody else", async () => {
  const { url, cuts, close } = await cutOnceAt("typarray", await testDatabase());
  const behind = openDatabase(url, { max: 1 });

  const first = await Promise.allSettled([behind.sql`select 1 as one`]);
  const next = await behind.sql`select 2 as two`;
  await behind.close();
  close();

  expect(cuts()).toBe(1);
  expect(first).toMatchObject([{ status: "rejected", reason: { code: "ECONNRESET" } }]);
  expect(next).toEqual([{ two: 2 }]);
});

test("what a transaction asks between the reset of its connection and its end stands in nobody's way", async () => {
  const { url, cuts, close } = await cutOnceAt("cut here", await testDatabase());
  const behind = openDatabase(url, { max: 1 });
  const late: PromiseSettledResult<unknown>[] = [];

  const lost = behind.transaction(async (tx) => {
    await tx.sql`select 'cut here'`.catch(() => undefined);
    late.push(...(await Promise.allSettled([tx.sql`select 1`, tx.sql`select 2`])));
    throw new Error("It goes no further");
  });
  await expect(lost).rejects.toBeInstanceOf(Error);
  const next = await behind.transaction((tx) => tx.sql`select 3 as three`);
  await behind.close();
  close();

  expect(cuts()).toBe(1);
  expect(late.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(next).toEqual([{ three: 3 }]);
});

/** A way to a database that is cut the first time that somebody sends these words over it. */
async function cutOnceAt(words: string, way: string) {
  const url = new URL(way);
  const port = Number(url.port);
  const sockets: Socket[] = [];
  let cuts = 0;
  const server = createServer((asker) => {
    const upstream = connect(port, url.hostname);
    sockets.push(asker, upstream);
    for (const each of [asker, upstream]) each.on("error", () => each.destroy());
    asker.on("data", (sent) => {
      if (cuts === 0 && sent.includes(words)) {
        cuts += 1;
        asker.resetAndDestroy();
        upstream.destroy();
        return;
      }
      upstream.write(sent);
    });
    upstream.pipe(asker);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port to listen on");
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  const close = () => {
    server.close();
    for (const each of sockets) each.destroy();
  };
  return { url: url.href, cuts: () => cuts, close };
}
