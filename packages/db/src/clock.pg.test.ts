import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { readClock, setClock } from "./clock.ts";
import { openDatabase } from "./connect.ts";

const database = openDatabase(await testDatabase(), { max: 1 });
afterAll(database.close);

test("as installed it is real time, in whole milliseconds", async () => {
  const { now, realNow, speed } = await database.transaction(readClock);

  expect({ now, speed }).toEqual({ now: realNow, speed: 1 });
});

test("it can stand still at any instant, go on from there at any speed, and go back to real time", async () => {
  const start = new Date("2027-01-01T00:00:00Z");
  const clock = await database.transaction(async (tx) => {
    await setClock(tx, { speed: 0, now: start });
    const paused = [await readClock(tx), await readClock(tx)];
    await setClock(tx, { speed: 1200 });
    const fast = await readClock(tx);
    await setClock(tx, { speed: 0 });
    const stopped = [await readClock(tx), await readClock(tx)];
    await setClock(tx, "real-time");
    return { paused, fast, stopped, real: await readClock(tx) };
  });

  expect(clock.paused.map(({ now }) => now)).toEqual([start, start]);
  expect(clock.fast.now.getTime()).toBeGreaterThanOrEqual(start.getTime());
  const [one, two] = clock.stopped;
  expect(one?.now).toEqual(two?.now);
  expect(one?.now.getTime()).toBeGreaterThan(clock.fast.now.getTime());
  expect(clock.real.now).toEqual(clock.real.realNow);
});
