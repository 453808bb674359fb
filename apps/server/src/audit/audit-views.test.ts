import { expect, test } from "vitest";
import { changesOf } from "./audit-views.ts";

test.for<[string, unknown, unknown, readonly (readonly [string, string | null, string | null])[]]>([
  ["a value that changed", { limit: 3 }, { limit: 5 }, [["limit", "3", "5"]]],
  ["what stayed is left out", { a: 1, b: 2 }, { a: 1, b: 3 }, [["b", "2", "3"]]],
  ["what is new has nothing before it", null, { name: "Early" }, [["name", null, "Early"]]],
  ["what is gone has nothing behind it", { name: "Early" }, undefined, [["name", "Early", null]]],
  [
    "what stands deep is named by its way",
    { config: { port: 25, host: "a" } },
    { config: { port: 587, host: "a" } },
    [["config.port", "25", "587"]],
  ],
  ["a list is one value", { ids: [1, 2] }, { ids: [1] }, [["ids", "[1,2]", "[1]"]]],
  ["a value alone", 1, 2, [["value", "1", "2"]]],
  ["nothing", null, null, []],
])("says what an entry changed: %s", ([, before, after, changes]) => {
  expect(changesOf(before, after).map((each) => [each.field, each.before, each.after])).toEqual(
    changes,
  );
});
