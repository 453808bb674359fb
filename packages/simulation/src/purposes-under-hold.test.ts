import { zones } from "@fairflow/calendar/zones";
import { compilePack } from "@fairflow/compliance";
import { holidayTables, packs, stopFacts } from "@fairflow/compliance/packs";
import { expect, test } from "vitest";
import { purposesUnderHold } from "./purposes-under-hold.ts";

const tables = { zones, holidays: holidayTables };

test.for([
  { pack: "za-core", state: "paid", allowed: ["reply_to_consumer", "service"] },
  {
    pack: "za-core",
    state: "dispute_open",
    allowed: ["statutory_notice", "reply_to_consumer", "verification"],
  },
  { pack: "au-core", state: "dispute_open", allowed: ["reply_to_consumer", "verification"] },
  {
    pack: "us-federal-states",
    state: "dispute_open",
    allowed: ["reply_to_consumer", "service", "validation_notice", "verification"],
  },
])("allows under $state what every hold of $pack and of the stop facts allows", (row) => {
  const law = packs.get(row.pack);
  const both = [stopFacts, law].flatMap((pack) => pack ?? []);

  const allowed = purposesUnderHold(
    both.map((pack) => compilePack(pack, tables)),
    row.state,
  );

  expect([...allowed]).toEqual(row.allowed);
});
