import { expect, test } from "vitest";
import { slotOf } from "./slot.ts";

interface Settings {
  readonly kind: string;
  readonly delay: { readonly days: number };
  readonly branches: readonly { readonly label: string }[];
}

function slotInto(value: unknown, problems: Parameters<typeof slotOf>[1] = []) {
  const changes: [unknown, string][] = [];
  const slot = slotOf<Settings>(value, problems, (next, path) => changes.push([next, path]));
  return { slot, changes };
}

test("a nested change rebuilds what is around it and keeps the order of keys", () => {
  const { slot, changes } = slotInto({ kind: "a", delay: { days: 3 }, branches: [] });

  slot.at("delay").at("days").set("");

  expect(changes).toEqual([[{ kind: "a", delay: { days: "" }, branches: [] }, "delay.days"]]);
  expect(Object.keys(Object(changes[0]?.[0]))).toEqual(["kind", "delay", "branches"]);
});

test("a change of one item leaves the others as they are", () => {
  const { slot, changes } = slotInto({ branches: [{ label: "Yes" }, { label: "No" }] });

  slot.at("branches").item(1).at("label").set("Never");

  expect(changes).toEqual([
    [{ branches: [{ label: "Yes" }, { label: "Never" }] }, "branches[1].label"],
  ]);
});

test("settings of the wrong shape read as empty rather than throw", () => {
  const { slot } = slotInto({ delay: 7, branches: "none" });

  expect(slot.at("delay").at("days").value).toBeUndefined();
  expect(slot.at("branches").item(0).at("label").value).toBeUndefined();
});

test("a problem is shown at the place that its path names, and only there", () => {
  const problem = { path: ["delay", "days"], message: "Expected a number" };
  const { slot } = slotInto({ delay: { days: "" } }, [problem]);

  expect(slot.problem).toBeUndefined();
  expect(slot.at("delay").problem).toBeUndefined();
  expect(slot.at("delay").at("days").problem).toBe("Expected a number");
});

test("setting undefined takes the key out", () => {
  const { slot, changes } = slotInto({ kind: "a", delay: { days: 1 } });

  slot.at("delay").set(undefined);

  expect(changes).toEqual([[{ kind: "a" }, "delay"]]);
});
