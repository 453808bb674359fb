import { emptyFlow, NodeId } from "@fairflow/flow";
import { advance, compile, libraryOf, newRun } from "@fairflow/interpreter";
import { fieldsWith } from "@fairflow/criteria";
import { describe, expect, test } from "vitest";
import { catalog } from "../catalog.ts";
import { at, issuesOf, trial, WORKDAYS, zoneOf } from "../trial.ts";
import { update } from "./definition.ts";

const changes = [
  { kind: "set", field: "account.stage", value: "legal" },
  { kind: "set", field: "custom.score", value: 9 },
  { kind: "add-tag", field: "debtor.tags", tag: "vip" },
] as const;

test("asks for its changes and goes on", () => {
  const { run, effects } = trial("update", { changes }).begin();

  expect(run.ended?.reason).toBe("next");
  expect(effects[0]).toEqual({ kind: "change", changes });
});

test("is seen by the steps that follow in the same moment", () => {
  const id = (text: string) => NodeId.parse(text);
  const compiled = compile({
    catalog,
    library: libraryOf({}),
    fields: fieldsWith([{ id: "custom.score", label: "Score", type: "number", group: "custom" }]),
    flow: {
      ...emptyFlow("Test"),
      nodes: [
        {
          id: id("start"),
          type: "start",
          name: "",
          config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
        },
        { id: id("update"), type: "update", name: "", config: { changes } },
        {
          id: id("ask"),
          type: "condition",
          name: "",
          config: {
            branches: [
              {
                id: "yes",
                label: "Yes",
                criteria: {
                  kind: "all",
                  of: [
                    { kind: "rule", field: "account.stage", operator: "equals", value: "legal" },
                    { kind: "rule", field: "custom.score", operator: "more_than", value: 8 },
                    {
                      kind: "rule",
                      field: "debtor.tags",
                      operator: "has_all",
                      value: ["old", "vip"],
                    },
                  ],
                },
              },
            ],
          },
        },
        { id: id("seen"), type: "goal", name: "", config: { name: "seen" } },
        { id: id("unseen"), type: "end", name: "", config: { reason: "unseen" } },
      ],
      edges: [
        { from: id("start"), exit: "next", to: id("update") },
        { from: id("update"), exit: "next", to: id("ask") },
        { from: id("ask"), exit: "yes", to: id("seen") },
        { from: id("ask"), exit: "else", to: id("unseen") },
      ],
    },
  });
  if (!compiled.ok) throw new RangeError(compiled.issues[0]?.message);

  const values = { "account.stage": "early", "debtor.tags": ["old"] };
  const { run } = advance(compiled.flow, newRun(0), {
    facts: {
      values,
      today: "2026-03-02",
      zone: zoneOf("Africa/Johannesburg"),
      calendar: WORKDAYS,
      debtorKey: "debtor-1",
      disputeOpen: false,
      holds: [],
    },
    event: { kind: "start" },
    nowMs: at("2026-03-02 10:00"),
  });

  expect(run.ended).toMatchObject({ reason: "seen", success: true });
  expect(values).toEqual({ "account.stage": "early", "debtor.tags": ["old"] });
});

describe("may write", () => {
  const set = (field: string, value: unknown) => ({ changes: [{ kind: "set", field, value }] });
  const tag = (field: string, name: string) => ({
    changes: [{ kind: "add-tag", field, tag: name }],
  });

  test.for<[{ changes: readonly object[] }, string]>([
    [{ changes: [] }, "Add at least one change"],
    [
      set("account.balance", 0),
      '"Balance" cannot be set by a flow; the stage and custom fields can',
    ],
    [
      set("debtor.tags", "vip"),
      '"Debtor tags" cannot be set by a flow; the stage and custom fields can',
    ],
    [tag("account.stage", "vip"), '"Stage" does not take tags from a flow'],
    [tag("custom.score", "vip"), '"Score" does not hold tags'],
    [tag("account.tags", " "), "Name the tag"],
    [set("account.stage", ""), 'Say what to set "Stage" to'],
    [set("custom.score", "nine"), '"Score" cannot be set to "nine"'],
    [set("custom.gone", 1), 'There is no field "custom.gone"'],
  ])("not %j: %s", ([config, message]) => {
    expect(issuesOf("update", config)).toEqual([message]);
  });

  test.for([set("account.stage", null), set("custom.score", 1), tag("account.tags", "vip")])(
    "%j",
    (config) => {
      expect(issuesOf("update", config)).toEqual([]);
    },
  );
});

test("reads as its changes", () => {
  const binding = update.bind({ changes });

  expect(
    binding.ok &&
      binding.node.sentence({ segment: String, template: String, notice: String, step: String }),
  ).toBe("Set stage to “legal”; set score to 9; add the tag “vip” to debtor tags");
});
