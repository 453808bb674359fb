import {
  addDays,
  instantAt,
  isBusinessDay,
  localTime,
  zoneNamed,
  type BusinessCalendar,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { businessCalendar, compilePack, type CompiledPack } from "@fairflow/compliance";
import { holidayTables, packs, stopFacts } from "@fairflow/compliance/packs";

export const ZONE_NAME = "Africa/Johannesburg";
export const PACK_ID = "za-core";
export const CURRENCY = "ZAR";
export const LANGUAGES = ["en", "zu", "xh", "af"] as const;

/** How many days of history the demo world has. */
export const HISTORY_DAYS = 90;

/** Half past seven: within the first minutes the night's messages leave, and the working day begins. */
const OPENING_MINUTE = 7 * 60 + 30;

/** Where the demo world lies: its zone, its law and its business days. */
export interface DemoPlace {
  readonly zone: Zone;
  /** The stop facts and the law of the place, as the engine asks them. */
  readonly packs: readonly CompiledPack[];
  /** `za-core@2026.11.0`. */
  readonly packNames: readonly string[];
  readonly calendar: BusinessCalendar;
}

export function demoPlace(): DemoPlace {
  const zone = zoneNamed(zones, ZONE_NAME);
  const pack = packs.get(PACK_ID);
  if (zone === undefined || pack === undefined) {
    throw new RangeError(`The demo world needs ${ZONE_NAME} and ${PACK_ID}`);
  }
  const tables = { zones, holidays: holidayTables };
  const compiled = [compilePack(stopFacts, tables), compilePack(pack, tables)];
  return {
    zone,
    packs: compiled,
    packNames: compiled.map(({ id, version }) => `${id}@${version}`),
    calendar: businessCalendar(compiled[1] ?? compilePack(pack, tables)),
  };
}

/** The demo's first moment: the morning of the latest working day up to `realNow`. */
export interface DemoStart {
  readonly today: LocalDate;
  readonly nowMs: number;
}

export function demoStart({ zone, calendar }: DemoPlace, realNow: Date): DemoStart {
  let today = localTime(zone, realNow).date;
  while (!isBusinessDay(calendar, today)) today = addDays(today, -1);
  return { today, nowMs: instantAt(zone, today, OPENING_MINUTE).getTime() };
}
