import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import au from "../../packs/au-core.json" with { type: "json" };
import caBc from "../../packs/ca-bc-mini.json" with { type: "json" };
import gb from "../../packs/gb-core.json" with { type: "json" };
import stopFacts from "../../packs/stop-facts.json" with { type: "json" };
import us from "../../packs/us-federal-states.json" with { type: "json" };
import za from "../../packs/za-core.json" with { type: "json" };
import committed from "../../rulepack.schema.json" with { type: "json" };
import { compilePack } from "../compile-pack.ts";
import { tables } from "../plain-case.ts";
import { RulePack } from "../rule-pack.ts";
import { mutatedPacks } from "./mutated-packs.ts";
import { rulePackSchema } from "./rule-pack-schema.ts";

const packs = [za, us, gb, au, caBc, stopFacts];
// Dates are said by a pattern as well, so that no plug-in for formats is needed.
const accepts = new Ajv2020({ strict: true, validateFormats: false }).compile(committed);

test("the committed JSON Schema is the one that the zod schema makes", () => {
  const text = readFileSync(new URL("../../rulepack.schema.json", import.meta.url), "utf8");

  expect(text).toBe(`${JSON.stringify(rulePackSchema(), null, 2)}\n`);
});

test.for(packs)("both schemas accept $id", (pack) => {
  expect({ accepted: accepts(pack), errors: accepts.errors }).toEqual({
    accepted: true,
    errors: null,
  });
  expect(RulePack.safeParse(pack).error).toBeUndefined();
});

const mutated = mutatedPacks(packs, { count: 200, seed: 20_261_122 });

test("200 mutated packs are 200 different ones", () => {
  expect(mutated).toHaveLength(200);
  expect(new Set(mutated.map(({ pack }) => JSON.stringify(pack))).size).toBe(200);
});

test.for(mutated)("both schemas refuse a pack that $what", ({ pack }) => {
  expect({ json: accepts(pack), zod: RulePack.safeParse(pack).success }).toEqual({
    json: false,
    zod: false,
  });
});

const [hours] = za.rules.contactWindows;
const [hold] = za.rules.holds;

test.for<[string, object]>([
  ["an interval that ends before it begins", rules({ ...hours, holiday: [["20:00", "08:00"]] })],
  ["an interval without length", rules({ ...hours, holiday: [["08:00", "08:00"]] })],
  ["a day of the year 0", { reviewedAt: "0000-02-28" }],
])("what JSON Schema cannot say zod refuses: %s", ([, change]) => {
  const pack = { ...za, ...change };

  expect({ json: accepts(pack), zod: RulePack.safeParse(pack).success }).toEqual({
    json: true,
    zod: false,
  });
});

test.for<[string, object, string]>([
  ["a rule's id twice", rules(hours, hours), "Pack za-core has two rules za.hours.cfdc"],
  [
    "a rule's id twice, in two kinds",
    { rules: { contactWindows: [{ ...hours, id: hold?.id }], holds: [hold] } },
    "Pack za-core has two rules za.hold.debt_review",
  ],
  ["a source that is not there", rules({ ...hours, basis: ["za.none"] }), "cites za.none"],
  [
    "a holiday table that is not there",
    { calendar: { ...za.calendar, base: "date-holidays:XX" } },
    "There is no holiday table date-holidays:XX",
  ],
  [
    "a zone that is not there",
    { timezone: { ...za.timezone, countryZones: ["Africa/Atlantis"] } },
    "no zone Africa/Atlantis",
  ],
])("what no schema can say compiling refuses: %s", ([, change, message]) => {
  const pack = { ...za, ...change };

  expect(accepts(pack)).toBe(true);
  expect(() => compilePack(RulePack.parse(pack), tables)).toThrow(message);
});

function rules(...contactWindows: readonly unknown[]) {
  return { rules: { contactWindows } };
}
