import type { KnownOfDebtor } from "@fairflow/db";
import { expect, test } from "vitest";
import { areAllRight, factsAsked, isEnough, type FactKind } from "./known-facts.ts";

const NOTHING: KnownOfDebtor = {
  idNumber: undefined,
  customerNumbers: [],
  accountNumbers: [],
  postalAddresses: [],
};
const ID = "8001015009087";

test.for<[Partial<KnownOfDebtor>, FactKind[]]>([
  [{}, []],
  [{ accountNumbers: ["INV-2040"] }, ["accountDigits"]],
  [{ accountNumbers: ["INV-2040"], idNumber: ID }, ["idDigits", "accountDigits"]],
  [{ idNumber: ID }, ["idDigits", "birthDate"]],
  [
    {
      accountNumbers: ["A1"],
      postalAddresses: ["1 Sample Road\nDemoville\n0181"],
      customerNumbers: ["C-1"],
    },
    ["accountDigits", "postalCode"],
  ],
  [{ accountNumbers: ["A1"], postalAddresses: ["1 Sample Road 12\nDemoville"] }, ["accountDigits"]],
  [{ accountNumbers: ["A1", "--"], customerNumbers: ["C-1"] }, ["accountDigits", "customerDigits"]],
])("asks of %o for %o", ([known, kinds]) => {
  const facts = factsAsked({ ...NOTHING, ...known }, 2026);

  expect(facts.map(({ kind }) => kind)).toEqual(kinds);
  expect(isEnough(facts)).toBe(kinds.length === 2);
});

const facts = factsAsked(
  { ...NOTHING, idNumber: ID, accountNumbers: ["INV-2040", "INV-77"] },
  2026,
);

test.for<[Partial<Record<FactKind, string>>, boolean]>([
  [{ idDigits: "9087", accountDigits: "2040" }, true],
  [{ idDigits: "800101 5009 087", accountDigits: "inv-2040" }, true],
  [{ idDigits: "9087", accountDigits: "nv 77" }, true],
  [{ idDigits: "9087", accountDigits: "204" }, false],
  [{ idDigits: "9087" }, false],
  [{ accountDigits: "2040" }, false],
  [{ idDigits: "", accountDigits: "" }, false],
  [{ idDigits: "2040", accountDigits: "9087" }, false],
])("%o are right: %s", ([given, isRight]) => {
  expect(areAllRight(facts, given, "key")).toBe(isRight);
});

test("one fact alone never shows who somebody is", () => {
  const one = factsAsked({ ...NOTHING, accountNumbers: ["INV-2040"] }, 2026);

  expect(areAllRight(one, { accountDigits: "2040" }, "key")).toBe(false);
});

test.for([
  ["8001015009087", "1980-01-01"],
  ["2502285009087", "2025-02-28"],
  ["2702285009087", "1927-02-28"],
])("%s was born on %s", ([idNumber, born]) => {
  const asked = factsAsked({ ...NOTHING, idNumber }, 2026);

  expect(areAllRight(asked, { idDigits: "9087", birthDate: born }, "key")).toBe(true);
});
