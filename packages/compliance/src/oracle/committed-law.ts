import { zones } from "@fairflow/calendar/zones";
import { holidayTables, packs, stopFacts } from "../packs.ts";
import type { CaseKit } from "./random-case.ts";
import { intlClocks } from "./wall-clock.ts";

/** The tables that are committed with the product. */
export const committedTables = { zones, holidays: holidayTables };

/** Cases under the committed packs. */
export function committedKit(): CaseKit {
  return {
    packs: [...packs.values()].filter((pack) => pack !== stopFacts),
    stopFacts,
    holidays: holidayTables,
    clocks: intlClocks(),
  };
}
