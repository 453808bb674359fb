import { wakeAtMs } from "@fairflow/interpreter";
import { describe, expect, test } from "vitest";
import { at, trial } from "../trial.ts";

const nowMs = at("2026-03-06 10:00");
const PROMISED = { "account.promise_open": true };
const ARRANGED = { "account.arrangement_active": true };

describe.for([
  ["promise", PROMISED],
  ["promise", ARRANGED],
] as const)("watching a %s", ([watch, values]) => {
  const tried = trial("promise-to-pay", { watch });
  const waits = tried.begin({ nowMs, values });

  test("waits for its end, however long it takes", () => {
    expect([waits.run.status, wakeAtMs(waits.run)]).toEqual(["active", null]);
  });

  test.for([
    ["promise-kept", "kept"],
    ["promise-partly-kept", "partly-kept"],
    ["promise-broken", "broken"],
    ["promise-cancelled", "none"],
  ] as const)("leaves on %s by %s", ([event, exit]) => {
    const after = tried.follow(waits, { kind: "happened", event });

    expect(after.run.ended?.reason).toBe(exit);
  });

  test("does not hear of single instalments", () => {
    const after = tried.follow(waits, { kind: "happened", event: "instalment-missed" });

    expect(after.run).toEqual(waits.run);
  });
});

test.for([
  ["instalment-kept", "kept"],
  ["instalment-partly-kept", "partly-kept"],
  ["instalment-missed", "broken"],
  ["promise-kept", "completed"],
  ["promise-broken", "over"],
  ["promise-partly-kept", "over"],
  ["promise-cancelled", "none"],
] as const)("watching instalments, leaves on %s by %s", ([event, exit]) => {
  const tried = trial("promise-to-pay", { watch: "instalment" });
  const waits = tried.begin({ nowMs, values: ARRANGED });

  expect(tried.follow(waits, { kind: "happened", event }).run.ended?.reason).toBe(exit);
});

test.for([
  ["promise", {}],
  ["instalment", {}],
  ["instalment", PROMISED],
] as const)("without what it watches (%s) it goes on at once", ([watch, values]) => {
  const tried = trial("promise-to-pay", { watch });

  expect(tried.begin({ nowMs, values }).run.ended?.reason).toBe("none");
});
