import type { BatchCounts, testRunEndpoints, OutputOf } from "@fairflow/contract";

export type RuleNames = OutputOf<typeof testRunEndpoints.batchSlice>["rules"];

export const NO_COUNTS: BatchCounts = {
  people: 0,
  steps: {},
  messages: {},
  deferred: {},
  forbidden: {},
  ended: {},
  unreached: 0,
  unwritten: 0,
  failed: 0,
};

/** The counts of two slices together. */
export function addCounts(one: BatchCounts, other: BatchCounts): BatchCounts {
  return {
    people: one.people + other.people,
    steps: merged(one.steps, other.steps, { entered: 0, left: 0 }, (a, b) => ({
      entered: a.entered + b.entered,
      left: a.left + b.left,
    })),
    messages: sum(one.messages, other.messages),
    deferred: sum(one.deferred, other.deferred),
    forbidden: sum(one.forbidden, other.forbidden),
    ended: sum(one.ended, other.ended),
    unreached: one.unreached + other.unreached,
    unwritten: one.unwritten + other.unwritten,
    failed: one.failed + other.failed,
  };
}

type Counts = Readonly<Record<string, number>>;

function sum(one: Counts, other: Counts): Record<string, number> {
  return merged(one, other, 0, (a, b) => a + b);
}

function merged<Value>(
  one: Readonly<Record<string, Value>>,
  other: Readonly<Record<string, Value>>,
  none: Value,
  add: (a: Value, b: Value) => Value,
): Record<string, Value> {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, add(one[key] ?? none, other[key] ?? none)]),
  );
}

/** The most first. */
export function byCount(counts: Counts): readonly (readonly [name: string, count: number])[] {
  return Object.entries(counts).toSorted(([, one], [, other]) => other - one);
}
