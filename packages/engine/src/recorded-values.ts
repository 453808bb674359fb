import type { FactValue, FactValues } from "@fairflow/criteria";

/** Facts that remember which of them were asked for: those, and no others, are what a decision rests on (I2). */
export interface RecordedValues {
  readonly values: FactValues;
  readonly read: Readonly<Record<string, FactValue>>;
}

export function recordedValues(facts: FactValues): RecordedValues {
  const read: Record<string, FactValue> = {};
  const values = new Proxy(facts, {
    get: (target, key) => {
      if (typeof key !== "string" || !Object.hasOwn(target, key)) return undefined;
      const value = target[key] ?? null;
      read[key] = value;
      return value;
    },
  });
  return { values, read };
}
