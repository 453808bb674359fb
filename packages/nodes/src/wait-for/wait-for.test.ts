import { wakeAtMs } from "@fairflow/interpreter";
import { describe, expect, test } from "vitest";
import { at, clock, issuesOf, trial } from "../trial.ts";
import { waitFor } from "./definition.ts";

const nowMs = at("2026-03-06 10:00");
const config = {
  events: [
    { id: "money", event: "part-paid" },
    { id: "answer", event: "replied" },
    { id: "own", event: "custom:letter_signed" },
  ],
  deadline: { kind: "business-days", days: 2 },
};

describe("a wait for events", () => {
  const tried = trial("wait-for", config);
  const waits = tried.begin({ nowMs });

  test.for([
    ["part-paid", "money"],
    ["replied", "answer"],
    ["custom:letter_signed", "own"],
  ] as const)("leaves on %s by %s", ([event, exit]) => {
    const after = tried.follow(waits, { kind: "happened", event });

    expect(after.run.ended?.reason).toBe(exit);
  });

  test("hears nothing else", () => {
    const after = tried.follow(waits, { kind: "happened", event: "custom:letter" });

    expect(after.run).toEqual(waits.run);
  });

  test("leaves by timeout when its time is up, two business days over a weekend", () => {
    const wakeMs = wakeAtMs(waits.run) ?? 0;
    const early = tried.follow(waits, { kind: "wake" }, { nowMs: wakeMs - 1 });
    const late = tried.follow(waits, { kind: "wake" }, { nowMs: wakeMs });

    expect(clock(wakeMs)).toBe("2026-03-10 10:00");
    expect([early.run.status, late.run.ended?.reason]).toEqual(["active", "timeout"]);
  });
});

test("without a deadline waits however long it takes, and has no way out for it", () => {
  const events = [{ id: "paid", event: "paid" }];
  const tried = trial("wait-for", { events, deadline: { kind: "none" } });

  expect(wakeAtMs(tried.begin({ nowMs }).run)).toBeNull();
  expect([...tried.flow.nodes.values()].flatMap(({ exits }) => [...exits.keys()])).not.toContain(
    "timeout",
  );
});

test("a run that waits for payment leaves by its own exit when all is paid", () => {
  const tried = trial("wait-for", {
    events: [{ id: "settled", event: "paid" }],
    deadline: { kind: "days", days: 3 },
  });

  const after = tried.follow(tried.begin({ nowMs }), { kind: "paid" }, { nowMs });

  expect(after.run.ended?.reason).toBe("settled");
});

test("waits for something, for each event once, by ways out of its own", () => {
  const deadline = { kind: "hours", hours: 1 };
  const paid = (id: string) => ({ id, event: "paid" });

  expect(
    [
      { events: [], deadline },
      { events: [paid("a"), paid("b")], deadline },
      { events: [paid("timeout")], deadline },
      { events: [{ id: "a", event: "custom:__proto__" }], deadline },
      { events: [paid("a")], deadline: { kind: "hours", hours: 0 } },
    ].map((broken) => issuesOf("wait-for", broken)[0]),
  ).toEqual([
    "Add at least one event",
    '"Paid in full" is waited for twice',
    '"timeout" is reserved; give this way out another id',
    expect.stringMatching(/^events\[0\]\.event: /),
    "deadline.hours: Use a whole number from 1 to 8760",
  ]);
});

test("reads as what it waits for", () => {
  const binding = waitFor.bind(config);

  expect(
    binding.ok &&
      binding.node.sentence({ segment: String, template: String, notice: String, step: String }),
  ).toBe(
    "Wait until one of these happens, up to 2 business days: paid in part, replied or letter_signed",
  );
});
