import { wakeAtMs, type RunEvent } from "@fairflow/interpreter";
import { describe, expect, test } from "vitest";
import { at, clock, issuesOf, trial } from "../trial.ts";
import { paymentLink } from "./definition.ts";

const nowMs = at("2026-03-02 10:00");
const NAMES = { segment: String, template: String, notice: String, step: String };
const arrears = { kind: "arrears" };

test("makes a link and goes on at once where it does not wait", () => {
  const { run, effects } = trial("payment-link", {
    amount: { kind: "settlement", percent: 60 },
    expiresAfterDays: 14,
    wait: null,
  }).begin({ nowMs });

  expect(run.ended?.reason).toBe("next");
  expect(effects[0]).toEqual({
    kind: "make-link",
    node: "tried",
    visit: 1,
    link: { amount: { kind: "settlement", percent: 60 }, expiresMs: at("2026-03-16 10:00") },
  });
});

test.for([
  [{ kind: "full" }, "the whole balance"],
  [{ kind: "instalment" }, "the next instalment"],
  [{ kind: "part", minimumMinor: 5_000 }, "part of the balance, at least 50.00"],
] as const)("makes a link for %j", ([amount, words]) => {
  const config = { amount, expiresAfterDays: 14, wait: null };
  const binding = paymentLink.bind(config);

  expect(trial("payment-link", config).begin({ nowMs }).effects[0]).toMatchObject({
    kind: "make-link",
    link: { amount },
  });
  expect(binding.ok && binding.node.sentence(NAMES)).toContain(words);
});

describe("where it waits", () => {
  const tried = trial("payment-link", { amount: arrears, expiresAfterDays: 7, wait: { days: 5 } });
  const waits = tried.begin({ nowMs });

  test("makes the link once and stands there", () => {
    expect(waits.effects).toMatchObject([{ kind: "make-link", link: { amount: arrears } }]);
    expect(clock(wakeAtMs(waits.run) ?? 0)).toBe("2026-03-07 10:00");
  });

  test.for<[RunEvent, string]>([
    [{ kind: "paid" }, "paid"],
    [{ kind: "cured" }, "paid"],
    [{ kind: "happened", event: "part-paid" }, "part-paid"],
  ])("%j leaves by %s", ([event, exit]) => {
    expect(tried.follow(waits, event, { nowMs }).run.ended?.reason).toBe(exit);
  });

  test("leaves by not-paid when nothing has come", () => {
    const after = tried.follow(waits, { kind: "wake" }, { nowMs: at("2026-03-07 10:00") });

    expect(after.run.ended?.reason).toBe("not-paid");
  });
});

test("refuses amounts that are none, and a wait for a link that has expired", () => {
  const link = { amount: arrears, expiresAfterDays: 7, wait: null };

  expect(
    [
      { ...link, amount: { kind: "part", minimumMinor: 0 } },
      { ...link, amount: { kind: "settlement", percent: 100 } },
      { ...link, wait: { days: 8 } },
    ].map((broken) => issuesOf("payment-link", broken)[0]),
  ).toEqual([
    "amount.minimumMinor: Use a whole number from 1 to 1000000000",
    "amount.percent: Use a whole number from 1 to 99",
    "The link expires after 7 days, before the wait of 8 days is over",
  ]);
});
