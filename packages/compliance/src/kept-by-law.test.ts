import { addDays, type LocalDate } from "@fairflow/calendar";
import { expect, test } from "vitest";
import { keptByLaw } from "./kept-by-law.ts";
import { compiled } from "./plain-case.ts";

const days = {
  accountsEndedOn: "2026-03-10",
  lastContactOn: "2026-02-01",
  lastMoneyOn: "2026-01-15",
} as const;
const asked = { ...days, actor: "third_party", debtTypes: [] };

function untilIn(pack: string, today: LocalDate): readonly string[] {
  return keptByLaw([compiled(pack)], { ...asked, today }).map(({ until }) => until);
}

test.for([
  ["za-core", "the end of the agreement", "2029-03-11"],
  ["us-federal-states", "the last attempt to collect", "2029-02-02"],
  ["au-core", "the last money", "2033-01-16"],
  ["gb-core", "the end of the account", "2032-03-11"],
] as const)("%s keeps what is on record from %s, and no longer", ([pack, , until]) => {
  expect(untilIn(pack, "2026-11-24")).toEqual([until]);
  expect(untilIn(pack, addDays(until, -1))).toEqual([until]);
  expect(untilIn(pack, until)).toEqual([]);
});

test("keeps nothing for what never happened, and says what it is that is kept", () => {
  const never = { ...asked, lastContactOn: undefined, today: "2026-11-24" } as const;

  expect(keptByLaw([compiled("us-federal-states")], never)).toEqual([]);
  expect(keptByLaw([compiled("za-core")], never)).toMatchObject([
    { rule: "za.retention.nca", what: expect.arrayContaining(["contact_log", "payments"]) },
  ]);
});

test("counts from the last of all where a rule does not say from when", () => {
  const pack = compiled("us-federal-states");
  const [rule] = pack.retentions;
  if (rule === undefined) throw new Error("There is no such rule");
  const { from: _, ...open } = rule;

  const kept = keptByLaw([{ ...pack, retentions: [open] }], { ...asked, today: "2026-11-24" });

  expect(kept.map(({ until }) => until)).toEqual(["2029-03-11"]);
});

test("an admin may switch off what is only recommended, and no law", () => {
  const off = (id: string, rule: string) =>
    keptByLaw([compiled(id, { switchedOff: [rule] })], {
      ...asked,
      today: "2026-11-24",
    });

  expect(off("gb-core", "gb.retention.policy")).toEqual([]);
  expect(off("za-core", "za.retention.nca")).toHaveLength(1);
});
