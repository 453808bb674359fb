import table from "./data/zones.json" with { type: "json" };
import { readZones, type ZoneTable } from "./zone-table.ts";

/** The committed zone table as it is stored. */
export const zoneTable: ZoneTable = table;

/** The committed zone table, 2000 to 2037. A second entry point, so that a browser loads it only when it needs it. */
export const zones = readZones(zoneTable);
