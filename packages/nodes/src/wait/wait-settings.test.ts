import { coreFields } from "@fairflow/criteria";
import type { FlowNode } from "@fairflow/flow";
import { compile, libraryOf } from "@fairflow/interpreter";
import { describe, expect, test } from "vitest";
import { catalog } from "../catalog.ts";
import { issuesOf, trialFlow } from "../trial.ts";
import { wait } from "./definition.ts";
import type { WaitConfig } from "./wait-config.ts";

describe("a loop over a wait", () => {
  const around = (config: FlowNode["config"], exit: string) => {
    const flow = trialFlow("wait", config);
    const [tried] = flow.edges;
    const edges = flow.edges.map((edge) =>
      edge.exit === exit && tried !== undefined && edge !== tried
        ? { ...edge, to: tried.to }
        : edge,
    );
    const nodes = flow.nodes.filter(
      ({ id }) => id === "start" || edges.some(({ to }) => to === id),
    );
    const compiled = compile({
      catalog,
      flow: { ...flow, nodes, edges },
      library: libraryOf({}),
      fields: coreFields,
    });
    return compiled.ok ? [] : compiled.issues.map(({ message }) => message);
  };
  const payDay = {
    kind: "pay-day",
    source: { kind: "field", field: "debtor.pay_day" },
    offsetDays: 0,
    at: "09:00",
  };

  test("may go round through next, which takes time", () => {
    expect([around({ kind: "days", days: 1 }, "next"), around(payDay, "next")]).toEqual([[], []]);
  });

  test("may not go round through passed, which takes none", () => {
    expect(around(payDay, "passed")).toEqual([
      "These steps go round without ever waiting: tried -> tried. Put a wait among them",
    ]);
  });
});

describe("settings that do not fit", () => {
  test.for<[FlowNode["config"], RegExp]>([
    [{ kind: "days", days: 0 }, /^days: Use a whole number from 1 to 730$/],
    [{ kind: "days", days: 1.5 }, /^days: Use a whole number from 1 to 730$/],
    [{ kind: "days" }, /^days: Use a whole number from 1 to 730$/],
    [{ kind: "time-of-day", at: "24:00" }, /^at: Use a time like 09:00$/],
    [{ kind: "weekday", weekdays: [], at: "09:00" }, /^Choose at least one weekday$/],
    [{ kind: "weekday", weekdays: ["mon", "mon"], at: "09:00" }, /^A weekday is named twice$/],
    [
      { kind: "pay-day", source: { kind: "calendar", calendar: "" }, offsetDays: 0, at: "09:00" },
      /^Choose a pay-day calendar$/,
    ],
    [
      { kind: "pay-day", source: { kind: "calendar", calendar: "x" }, offsetDays: 0, at: "09:00" },
      /^The pay-day calendar "x" does not exist$/,
    ],
    [
      {
        kind: "pay-day",
        source: { kind: "field", field: "account.stage" },
        offsetDays: 0,
        at: "09:00",
      },
      /^"Stage" is not a number$/,
    ],
    [
      {
        kind: "date",
        field: "custom.gone",
        side: "after",
        days: 1,
        businessDays: false,
        at: "09:00",
      },
      /^There is no field "custom.gone"$/,
    ],
  ])("%j: %s", ([config, message]) => {
    expect(issuesOf("wait", config)).toContainEqual(expect.stringMatching(message));
  });
});

test.for<[WaitConfig, string]>([
  [{ kind: "business-days", days: 1 }, "Wait 1 business day"],
  [
    { kind: "weekday", weekdays: ["fri", "mon"], at: "09:00" },
    "Wait until Monday or Friday at 09:00",
  ],
  [
    { kind: "nth-business-day", n: 2, at: "09:00" },
    "Wait until the 2nd business day of the month at 09:00",
  ],
  [
    { kind: "pay-day", source: { kind: "last-business-day" }, offsetDays: -1, at: "08:00" },
    "Wait until 1 day before the pay day on the last business day of the month at 08:00",
  ],
  [
    {
      kind: "date",
      field: "account.due_date",
      side: "before",
      days: 2,
      businessDays: true,
      at: "09:00",
    },
    "Wait until 2 business days before the due date at 09:00",
  ],
])("%j reads %s", ([config, sentence]) => {
  const binding = wait.bind(config);

  expect(
    binding.ok &&
      binding.node.sentence({ segment: String, template: String, notice: String, step: String }),
  ).toBe(sentence);
});
