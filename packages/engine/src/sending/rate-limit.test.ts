import { expect, test } from "vitest";
import { rateLimit } from "./rate-limit.ts";

test("a second's worth leaves at once, and then as many as time allows", () => {
  const limit = rateLimit(10);

  const taken = [0, 0, 50, 100, 250, 10_000].map((atMs) => limit.take(100, atMs));

  expect(taken).toEqual([10, 0, 0, 1, 1, 10]);
});

test("a limit below one a second lets single messages through", () => {
  const limit = rateLimit(0.5);

  const taken = [0, 1_000, 2_000, 3_000, 4_000].map((atMs) => limit.take(100, atMs));

  expect(taken).toEqual([1, 0, 1, 0, 1]);
});

test("what did not leave may leave later", () => {
  const limit = rateLimit(10);

  limit.take(10, 0);
  limit.giveBack(4);

  expect(limit.take(100, 0)).toBe(4);
});

test("a clock that goes back makes no tokens", () => {
  const limit = rateLimit(10);

  limit.take(10, 5_000);

  expect([limit.take(10, 0), limit.take(10, 5_000)]).toEqual([0, 0]);
});

test("a tenth of a message a second is one every ten seconds, however often it is asked for", () => {
  const limit = rateLimit(0.1);

  const taken = Array.from({ length: 31 }, (_, second) => limit.take(1, second * 1_000));

  expect(taken.flatMap((count, second) => (count === 1 ? [second] : []))).toEqual([0, 10, 20, 30]);
});

test.for([0.7, 7, 33.3, 250, 499])(
  "ten thousand at two hundred a second, asked every %d ms, take the time that takes",
  (everyMs) => {
    const limit = rateLimit(200);
    let [askings, left] = [0, 10_000];
    while (left > 0) {
      left -= limit.take(Math.min(100, left), askings * everyMs);
      askings += 1;
    }
    const tookMs = (askings - 1) * everyMs;

    // A second's worth was in the bucket; the last may wait for one more asking.
    expect(tookMs).toBeGreaterThanOrEqual(49_000);
    expect(tookMs).toBeLessThan(49_000 + everyMs);
  },
);
