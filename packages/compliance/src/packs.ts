import auCore from "../packs/au-core.json" with { type: "json" };
import caBcMini from "../packs/ca-bc-mini.json" with { type: "json" };
import gbCore from "../packs/gb-core.json" with { type: "json" };
import stopFactsJson from "../packs/stop-facts.json" with { type: "json" };
import usFederalStates from "../packs/us-federal-states.json" with { type: "json" };
import zaCore from "../packs/za-core.json" with { type: "json" };
import holidays from "./data/holidays.json" with { type: "json" };
import { HolidayTables } from "./holiday-tables.ts";
import { legalLibrary, type LegalLibrary } from "./legal-library.ts";
import { RulePack } from "./rule-pack.ts";

/** What stops contact in every jurisdiction. The product gives it to the gate beside the pack of the place. */
export const stopFacts: RulePack = RulePack.parse(stopFactsJson);

/** The reviewed packs by id, the stop facts among them. */
export const packs: ReadonlyMap<string, RulePack> = new Map(
  [
    stopFacts,
    ...[zaCore, usFederalStates, gbCore, auCore, caBcMini].map((json) => RulePack.parse(json)),
  ].map((pack) => [pack.id, pack]),
);

/** The notices and legal steps that flows may name. */
export const legalWords: LegalLibrary = legalLibrary(packs.values());

/** The committed public holidays, 2010 to 2030. */
export const holidayTables: HolidayTables = HolidayTables.parse(holidays);
