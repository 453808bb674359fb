import * as fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryFlow } from "./arbitraries.ts";
import { diffFlows, diffMarks, runsAlike } from "./diff.ts";
import { emptyFlow, NodeId, type Flow } from "./flow.ts";
import { fieldChanges, type FieldChange } from "./field-changes.ts";
import { sameDocument, sameJson } from "./same-document.ts";

const id = (text: string) => NodeId.parse(text);
const NOTHING = {
  added: [],
  removed: [],
  changed: [],
  exits: [],
  settings: [],
  drawing: { moved: [], notes: false, groups: false },
};

const BEFORE: Flow = {
  ...emptyFlow("Reminders"),
  nodes: [
    { id: id("a"), type: "wait", name: "", config: { unit: "days", amount: 3 } },
    { id: id("b"), type: "end", name: "Done", config: { reason: "done" } },
  ],
  edges: [{ from: id("a"), exit: "next", to: id("b") }],
  layout: { [id("a")]: { x: 0, y: 0 } },
};

test("tells what was added, removed and changed, each by the id of its node", () => {
  const after: Flow = {
    ...BEFORE,
    nodes: [
      { id: id("a"), type: "wait", name: "", config: { unit: "days", amount: 5 } },
      { id: id("c"), type: "end", name: "Done", config: { reason: "done" } },
    ],
    edges: [{ from: id("a"), exit: "next", to: id("c") }],
    layout: { [id("a")]: { x: 40, y: 0 } },
    settings: { ...BEFORE.settings, priority: 70 },
  };

  const diff = diffFlows(BEFORE, after);

  expect(diff).toEqual({
    added: [after.nodes[1]],
    removed: [BEFORE.nodes[1]],
    changed: [
      {
        id: "a",
        before: BEFORE.nodes[0],
        after: after.nodes[0],
        fields: [{ path: ["config", "amount"], before: 3, after: 5 }],
      },
    ],
    exits: [{ from: "a", exit: "next", before: "b", after: "c" }],
    settings: [{ path: ["priority"], before: 50, after: 70 }],
    drawing: { moved: ["a"], notes: false, groups: false },
  });
  expect(Object.fromEntries(diffMarks(diff))).toEqual({ a: "changed", b: "removed", c: "added" });
});

test("a moved box changes nothing that runs", () => {
  const moved = diffFlows(BEFORE, { ...BEFORE, layout: { [id("a")]: { x: 9, y: 9 } } });

  expect(moved).toEqual({ ...NOTHING, drawing: { ...NOTHING.drawing, moved: ["a"] } });
  expect(runsAlike(moved)).toBe(true);
});

test("items of a list are matched by id, so that a new one in front changes no other", () => {
  const share = (name: string, percent: number) => ({ id: name, percent });

  const changes = fieldChanges(
    { shares: [share("one", 50), share("two", 50)] },
    { shares: [share("new", 10), share("one", 40), share("two", 50)] },
  );

  expect(changes).toEqual([
    { path: ["shares", "one", "percent"], before: 50, after: 40 },
    { path: ["shares", "new"], before: undefined, after: share("new", 10) },
  ]);
});

test("the diff of equals is empty, and only that of equals", () => {
  fc.assert(
    fc.property(arbitraryFlow, arbitraryFlow, (one, other) => {
      expect(diffFlows(one, structuredClone(one))).toEqual(NOTHING);
      const isEmpty = sameJson(diffFlows(one, other), NOTHING);
      // The order in which nodes and edges are listed says nothing, nor does the place of a node that is gone.
      expect(isEmpty).toBe(sameDocument(inOneOrder(one), inOneOrder(other)));
    }),
  );
});

test("the diff back tells the same, the other way round", () => {
  fc.assert(
    fc.property(arbitraryFlow, arbitraryFlow, (one, other) => {
      const [there, back] = [diffFlows(one, other), diffFlows(other, one)];

      expect(back.added).toEqual(there.removed);
      expect(back.removed).toEqual(there.added);
      expect(back.changed.map((change) => change.id).toSorted()).toEqual(
        there.changed.map((change) => change.id).toSorted(),
      );
      expect(new Set(back.exits.map(({ from, exit }) => `${from} ${exit}`))).toEqual(
        new Set(there.exits.map(({ from, exit }) => `${from} ${exit}`)),
      );
    }),
  );
});

/** Small enough that two of them meet: objects of few keys, and lists with and without ids. */
const { value: arbitraryJson } = fc.letrec<{ value: unknown; item: unknown }>((tie) => ({
  item: fc.record({ id: fc.constantFrom("one", "two", "constructor"), it: tie("value") }),
  value: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    fc.constantFrom(1, 2, "x", null),
    fc.dictionary(fc.constantFrom("a", "b", "toString"), tie("value")),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.uniqueArray(tie("item"), {
      maxLength: 3,
      selector: (item) => JSON.stringify(item).slice(0, 11),
    }),
  ),
}));

test("every field that differs is told once, as it was and as it is, and nothing else differs", () => {
  fc.assert(
    fc.property(arbitraryJson, arbitraryJson, (before, after) => {
      const changes = fieldChanges(before, after);

      const paths = changes.map(({ path }) => JSON.stringify(path).slice(0, -1));
      expect(paths.filter((one) => paths.some((other) => isWithin(one, other)))).toEqual([]);
      expect(new Set(paths).size).toBe(paths.length);
      for (const change of changes) expect(sameJson(change.before, change.after)).toBe(false);
      const left = withoutAll(before, changes);
      const right = withoutAll(after, changes);
      expect(sameJson(left, right)).toBe(true);
      for (const change of changes) {
        expect(sameJson(at(before, change), change.before)).toBe(true);
        expect(sameJson(at(after, change), change.after)).toBe(true);
      }
    }),
  );
});

function isWithin(outer: string, inner: string): boolean {
  return inner !== outer && inner.startsWith(`${outer},`);
}

function at(value: unknown, { path }: FieldChange): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner.find((item) => item?.id === key);
    return typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
      ? new Map(Object.entries(inner)).get(key)
      : undefined;
  }, value);
}

function withoutAll(value: unknown, changes: readonly FieldChange[]): unknown {
  return changes.reduce<unknown>((left, { path }) => without(left, path), value);
}

/** The value without what stands at a path. */
function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return undefined;
  if (Array.isArray(value)) {
    return value.flatMap((item) =>
      item?.id === key ? (rest.length === 0 ? [] : [without(item, rest)]) : [item],
    );
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      name === key ? (rest.length === 0 ? [] : [[name, without(inner, rest)]]) : [[name, inner]],
    ),
  );
}

function inOneOrder(flow: Flow): Flow {
  const ids = new Set<string>(flow.nodes.map((node) => node.id));
  const { grouping, ...rest } = flow;
  return {
    ...rest,
    ...(grouping === undefined || grouping.groups.length === 0 ? {} : { grouping }),
    nodes: flow.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    edges: flow.edges.toSorted((a, b) => (`${a.from} ${a.exit}` < `${b.from} ${b.exit}` ? -1 : 1)),
    layout: Object.fromEntries(Object.entries(flow.layout).filter(([key]) => ids.has(key))),
  };
}
