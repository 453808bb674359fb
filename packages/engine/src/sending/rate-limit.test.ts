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
