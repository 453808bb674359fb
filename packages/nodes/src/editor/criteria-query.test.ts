import { compileCriteria, coreFields, type Criteria } from "@fairflow/criteria";
import { arbitraryCriteria, arbitraryFacts, arbitraryToday } from "@fairflow/criteria/arbitraries";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { criteriaOf, queryOf } from "./criteria-query.ts";

test("criteria that went through the form mean the same", () => {
  fc.assert(
    fc.property(
      arbitraryCriteria(coreFields),
      arbitraryFacts(coreFields),
      arbitraryToday,
      (criteria, facts, today) => {
        const back = criteriaOf(queryOf(criteria));

        expect(compileCriteria(back)(facts, today)).toBe(compileCriteria(criteria)(facts, today));
      },
    ),
  );
});

test("criteria that the form made come back as they are, so that typing does not rearrange them", () => {
  fc.assert(
    fc.property(arbitraryCriteria(coreFields), (criteria) => {
      const made = criteriaOf(queryOf(criteria));

      expect(criteriaOf(queryOf(made))).toEqual(made);
    }),
  );
});

test("a rule whose value is still missing stays in the form", () => {
  const drawing: Criteria = {
    kind: "all",
    of: [{ kind: "rule", field: "account.arrears", operator: "more_than" }],
  };

  expect(criteriaOf(queryOf(drawing))).toEqual(drawing);
});
