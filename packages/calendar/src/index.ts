export {
  addBusinessDays,
  businessDaysBetween,
  isBusinessDay,
  lastBusinessDayOfMonth,
  nthBusinessDayOfMonth,
  UncoveredDateError,
  type BusinessCalendar,
} from "./business-calendar.ts";
export {
  addDays,
  addMonths,
  dateOfEpochDay,
  daysBetween,
  daysInMonth,
  endOfMonth,
  epochDay,
  isLocalDate,
  LocalDate,
  startOfMonth,
  Weekday,
  weekdayOf,
  weekdayOfEpochDay,
} from "./local-date.ts";
export { MONTH_NAMES } from "./month-names.ts";
export {
  earliestOnDay,
  epochDayAt,
  instantAt,
  instantOfWallTime,
  localTime,
  nextOffsetChange,
  offsetAt,
  UncoveredInstantError,
  type LocalTime,
  type Zone,
} from "./zone.ts";
export { readZones, zoneNamed, zoneNames, ZoneTable, type Zones } from "./zone-table.ts";
