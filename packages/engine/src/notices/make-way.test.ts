import { expect, test } from "vitest";
import { givesWay, makeWay } from "./make-way.ts";

const yielding = [
  { id: "low", priority: 10 },
  { id: "high", priority: 90 },
  { id: "middle", priority: 50 },
];

test("as few give way as a cap needs, the least important first", () => {
  const withinCap = (most: number) => (without: ReadonlySet<string>) =>
    yielding.length - without.size < most;

  expect([3, 2, 1].map((most) => [...makeWay(yielding, withinCap(most))])).toEqual([
    ["low"],
    ["low", "middle"],
    ["low", "high", "middle"],
  ]);
});

test("nobody gives way where the notice may not go anyway", () => {
  expect(makeWay(yielding, () => false).size).toBe(0);
  expect(makeWay([], () => true).size).toBe(0);
});

test.for<[boolean, Partial<Parameters<typeof givesWay>[0]>]>([
  [true, {}],
  [true, { purpose: "marketing" }],
  [false, { purpose: "reply_to_consumer" }],
  [false, { isNotice: true }],
  [false, { isReserved: true }],
  [false, { status: "dispatching" }],
])("%s: a message with %j gives way", ([yields, change]) => {
  const reminder = { status: "planned", purpose: "collection", isNotice: false, isReserved: false };

  expect(givesWay({ ...reminder, ...change })).toBe(yields);
});
