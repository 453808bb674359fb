import { zones } from "@fairflow/calendar/zones";
import { compilePack } from "@fairflow/compliance";
import { holidayTables, packs, stopFacts } from "@fairflow/compliance/packs";
import type { Law } from "@fairflow/engine";

/** The rule packs, holidays and zones that this program comes with. */
export function readLaw(): Law {
  const tables = { zones, holidays: holidayTables };
  const compiled = [...packs].map(([id, pack]) => [id, compilePack(pack, tables)] as const);
  return { zones, packs: new Map(compiled), stopFacts: compilePack(stopFacts, tables) };
}
