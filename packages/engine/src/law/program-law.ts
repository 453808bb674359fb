import type { ZoneTable } from "@fairflow/calendar";
import { zoneTable } from "@fairflow/calendar/zones";
import type { HolidayTables, RulePack } from "@fairflow/compliance";
import { holidayTables, packs } from "@fairflow/compliance/packs";

/** The law that a version of the program comes with. */
export interface ProgramLaw {
  readonly packs: readonly RulePack[];
  readonly holidays: HolidayTables;
  readonly zones: ZoneTable;
}

/** That of this version, the stop facts among its packs. */
export const programLaw: ProgramLaw = {
  packs: [...packs.values()],
  holidays: holidayTables,
  zones: zoneTable,
};
