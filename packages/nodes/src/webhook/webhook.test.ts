import { NodeId } from "@fairflow/flow";
import { wakeAtMs } from "@fairflow/interpreter";
import { expect, test } from "vitest";
import { at, clock, issuesOf, trial } from "../trial.ts";
import { WebhookConfig } from "./definition.ts";

const config = {
  webhook: "Score",
  facts: ["account.balance"],
  answers: [{ id: "high", path: "risk.band", equals: "high" }],
  giveUpAfterHours: 2,
};
const TRIED = NodeId.parse("tried");
const tried = trial("webhook", config);
const begin = () =>
  tried.begin({ nowMs: at("2026-03-02 10:00"), values: { "account.balance": 12_300 } });

test("asks once for the visit, with the facts that it names, and waits for the answer", () => {
  const { run, effects } = begin();

  expect(effects).toEqual([
    {
      kind: "call",
      node: "tried",
      visit: 1,
      call: {
        webhook: "Score",
        facts: { "account.balance": 12_300 },
        answers: [{ exit: "high", path: "risk.band", equals: "high" }],
      },
    },
  ]);
  expect(clock(wakeAtMs(run) ?? 0)).toBe("2026-03-02 12:00");
});

test.for(["high", "ok", "refused"])("goes on by the answer %s, which is taken once", (exit) => {
  const begun = begin();
  const answered = { kind: "answered", node: TRIED, visit: 1, exit } as const;

  const gone = tried.follow(begun, answered);
  const again = tried.follow(gone, answered);

  expect(gone.run.ended?.reason).toBe(exit);
  expect(again.steps).toEqual([]);
});

test("an answer to another visit, or by a way out that there is not, changes nothing", () => {
  const begun = begin();
  const other = { kind: "answered", node: TRIED, visit: 2, exit: "ok" } as const;
  const unknown = { kind: "answered", node: TRIED, visit: 1, exit: "nowhere" } as const;

  expect(tried.follow(begun, other).run).toEqual(begun.run);
  expect(tried.follow(begun, unknown).run).toEqual(begun.run);
});

test("goes on by failed when its time is up", () => {
  const woken = tried.follow(begin(), { kind: "wake" }, { nowMs: at("2026-03-02 12:00") });

  expect(woken.run.ended?.reason).toBe("failed");
});

test.for([
  { changed: { webhook: " " }, says: "Say which webhook" },
  {
    changed: { answers: [{ id: "a", path: "", equals: "" }] },
    says: "Say where in the answer to look",
  },
  {
    changed: { answers: [{ id: "ok", path: "a", equals: "b" }] },
    says: `"ok" is reserved; give this way out another id`,
  },
  { changed: { facts: ["account.nothing"] }, says: `There is no field "account.nothing"` },
])("says “$says”", ({ changed, says }) => {
  expect(issuesOf("webhook", { ...config, ...changed })).toContain(says);
});

test.for(["__proto__.evil", "constructor.prototype", "a.__proto__", "a b", "a..b"])(
  "refuses to look at %s of an answer",
  (path) => {
    const answers = [{ id: "a", path, equals: "b" }];
    expect(WebhookConfig.safeParse({ ...config, answers }).success).toBe(false);
  },
);
