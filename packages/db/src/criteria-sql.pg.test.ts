import { Criteria, compileCriteria, coreFields, Operator } from "@fairflow/criteria";
import { arbitraryCriteria, arbitraryFacts, arbitraryToday } from "@fairflow/criteria/arbitraries";
import { testDatabase } from "@fairflow/testing";
import { sql } from "drizzle-orm";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import { criteriaToSql, type FactColumn, type FactKind } from "./criteria-sql.ts";
import { rowSet } from "./row-set.ts";

const database = openDatabase(await testDatabase(), { max: 1 });
afterAll(database.close);

const COLUMN_TYPES: Readonly<Record<FactKind, string>> = {
  number: "double precision",
  text: "text",
  boolean: "boolean",
  tags: "text[]",
};

const CRITERIA = 10_000;
const FACTS = 25;

/** One column for each field, of the type that its facts have, as `factColumns` gives for real accounts. */
const fields = [...coreFields.values()].map((field, index) => ({
  field,
  column: `f${index}`,
  kind: kindOf(field.type),
}));
const columns = new Map(
  fields.map(({ field, column, kind }): [string, FactColumn] => [
    field.id,
    { kind, expression: sql.identifier(column).getSQL() },
  ]),
);

test(`evaluator and SQL agree on ${CRITERIA * FACTS} random cases`, async () => {
  const people = fc.sample(arbitraryFacts(coreFields), { numRuns: FACTS, seed: 1 });
  const definitions = fields
    .map(({ column, kind }) => `${column} ${COLUMN_TYPES[kind]}`)
    .join(", ");
  await database.sql.unsafe(`create table person (n int, ${definitions})`);
  const rows = people.map((facts, n) => ({
    n,
    ...Object.fromEntries(fields.map(({ field, column }) => [column, facts[field.id] ?? null])),
  }));
  await database.sql`insert into person select * from jsonb_populate_recordset(null::person, ${rowSet(rows)}::jsonb)`;
  const cases = fc.sample(fc.tuple(arbitraryCriteria(coreFields), arbitraryToday), {
    numRuns: CRITERIA,
    seed: 2,
  });

  let held = 0;
  for (const [criteria, today] of cases) {
    const isTrue = compileCriteria(criteria);
    const expected = people.flatMap((facts, n) => (isTrue(facts, today) ? [n] : []));
    const found = await database.orm.execute<{ n: number }>(
      sql`select n from person where ${criteriaToSql(criteria, columns, today)} order by n`,
    );
    expect({ criteria, today, found: found.map((row) => row.n) }).toEqual({
      criteria,
      today,
      found: expected,
    });
    held += expected.length;
  }

  // Neither always nor never true, or the agreement would say little.
  expect(held / (CRITERIA * FACTS)).toBeGreaterThan(0.2);
  expect(held / (CRITERIA * FACTS)).toBeLessThan(0.8);
});

test("a rule is never true, and no error, where field, operator and value do not fit", async () => {
  const values = [undefined, "", "x", 3, -1, 1.5, ["x"], ["a", 1], [1, 2, 3], ["b", "a"], []];
  const ids = [
    "account.arrears",
    "account.due_date",
    "debtor.tags",
    "account.disputed",
    "account.stage",
    "no.such_field",
  ];
  const rules = ids.flatMap((field) =>
    Operator.options.flatMap((operator) =>
      values.map((value): Criteria => ({ kind: "rule", field, operator, value })),
    ),
  );
  const facts = {
    "account.arrears": 3,
    "account.due_date": "2026-03-01",
    "debtor.tags": ["x"],
    "account.disputed": true,
    "account.stage": "x",
  };
  const constants = new Map<string, FactColumn>([
    ["account.arrears", { kind: "number", expression: sql`3::bigint` }],
    ["account.due_date", { kind: "text", expression: sql`'2026-03-01'::date::text` }],
    ["debtor.tags", { kind: "tags", expression: sql`array['x']` }],
    ["account.disputed", { kind: "boolean", expression: sql`true` }],
    ["account.stage", { kind: "text", expression: sql`'x'::text` }],
  ]);

  const expected = rules.map((rule) => compileCriteria(rule)(facts, "2026-03-10"));
  const answers: unknown[] = [];
  for (const rule of rules) {
    const [row] = await database.orm.execute(
      sql`select ${criteriaToSql(rule, constants, "2026-03-10")} as answer`,
    );
    answers.push(row?.["answer"]);
  }

  expect(answers).toEqual(expected);
});

test("what a user wrote travels as parameters alone", async () => {
  const hostile = `'; drop table debtor; -- \\ " $1 %_`;
  const rule = Criteria.parse({
    kind: "rule",
    field: "account.stage",
    operator: "one_of",
    value: [hostile],
  });
  const expression = sql`${hostile}::text`;

  const [row] = await database.orm.execute(
    sql`select ${criteriaToSql(rule, new Map([["account.stage", { kind: "text", expression }]]), "2026-03-10")} as answer`,
  );

  expect(row).toEqual({ answer: true });
  expect(await database.sql`select from debtor`).toHaveLength(0);
});

function kindOf(type: string): FactKind {
  if (type === "boolean" || type === "tags") return type;
  return type === "number" || type === "money" ? "number" : "text";
}
