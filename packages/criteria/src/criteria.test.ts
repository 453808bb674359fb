import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { arbitraryCriteria } from "./arbitraries.ts";
import { coreFields } from "./core-fields.ts";
import { Criteria } from "./criteria.ts";

const rule = { kind: "rule", field: "account.days_past_due", operator: "more_than", value: 30 };

function nested(levels: number): unknown {
  let part: unknown = rule;
  for (let level = 0; level < levels; level += 1) part = { kind: "not", of: part };
  return part;
}

test("what it parses is what was written", () => {
  fc.assert(
    fc.property(arbitraryCriteria(coreFields), (criteria) => {
      expect(Criteria.parse(JSON.parse(JSON.stringify(criteria)))).toEqual(criteria);
    }),
  );
});

describe("refuses, and names the place of", () => {
  test.for<[string, unknown, (string | number)[]]>([
    ["an unknown kind", { kind: "xor", of: [] }, ["kind"]],
    ["an unknown key", { kind: "all", of: [{ ...rule, extra: 1 }] }, ["of", 0]],
    ["a key named __proto__", JSON.parse('{"kind":"all","of":[],"__proto__":{"a":1}}'), []],
    ["an inherited operator", { ...rule, operator: "constructor" }, ["operator"]],
    ["a field without a group", { ...rule, field: "days_past_due" }, ["field"]],
    ["a field of the prototype", { ...rule, field: "account.__proto__" }, ["field"]],
    ["NaN", { kind: "not", of: { ...rule, value: Number.NaN } }, ["of", "value"]],
    ["a NUL", { ...rule, value: "a\0b" }, ["value"]],
    ["half a surrogate pair", { ...rule, value: "\ud83d" }, ["value"]],
    ["a value with structure", { ...rule, value: { $ne: null } }, ["value"]],
    ["nothing at all", null, []],
  ])("%s", ([, input, path]) => {
    const parsed = Criteria.safeParse(input);

    expect(parsed.error?.issues[0]?.path).toEqual(path);
  });
});

describe("its size", () => {
  test("eight groups may stand in one another, nine may not", () => {
    expect(Criteria.safeParse(nested(8)).success).toBe(true);
    expect(Criteria.safeParse(nested(9)).error?.issues).toMatchObject([
      {
        path: ["of", "of", "of", "of", "of", "of", "of", "of"],
        message: "Groups stand in one another more than 8 deep.",
      },
    ]);
  });

  test("a million groups in one another are refused, not a stack overflow", () => {
    expect(Criteria.safeParse(nested(1_000_000)).error?.issues).toHaveLength(1);
  });

  test("two hundred rules may stand in it, one more may not", () => {
    const of = Array.from({ length: 200 }, () => rule);

    expect(Criteria.safeParse({ kind: "all", of }).success).toBe(true);
    expect(
      Criteria.safeParse({ kind: "all", of: [...of, { kind: "not", of: rule }] }).error?.issues,
    ).toMatchObject([{ message: "There are more than 200 rules." }]);
  });

  test("empty groups are counted as well", () => {
    const of = Array.from({ length: 200 }, () => ({ kind: "any", of: [] }));

    expect(Criteria.safeParse({ kind: "all", of }).error?.issues).toMatchObject([
      { message: "There are more than 200 groups." },
    ]);
  });

  test("input that contains itself is refused", () => {
    const loop: { kind: string; of?: unknown } = { kind: "not" };
    loop.of = loop;

    expect(Criteria.safeParse(loop).success).toBe(false);
  });
});

test("whatever it is given, it answers", () => {
  const shaped = fc.letrec((tie) => ({
    part: fc.oneof(
      fc.record(
        {
          kind: fc.constantFrom("all", "any", "not", "rule", 1),
          of: tie("inner"),
          field: tie("inner"),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    ),
    inner: fc.oneof(tie("part"), fc.array(tie("part"), { maxLength: 3 }), fc.anything()),
  }));

  fc.assert(
    fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), shaped["part"]), (input) => {
      expect(typeof Criteria.safeParse(input).success).toBe("boolean");
    }),
    { numRuns: 1000 },
  );
});

test("its JSON Schema refers to itself and lists the operators", () => {
  const schema = JSON.stringify(z.toJSONSchema(Criteria, { io: "input" }));

  expect(schema).toContain("#/$defs/Criteria");
  expect(schema).toContain("more_than_days_ahead");
});
