import { faultsIn, type Mutant } from "./mutant.ts";

const window = faultsIn("contact-window.ts");
const holidays = faultsIn("holiday-tables.ts");

/** Faults in hours and holidays. */
export const HOURS_MUTANTS: readonly Mutant[] = [
  window(
    "start <= since && since < end",
    "start <= since && since <= end",
    "the end of a window is open",
  ),
  window(
    "if (since < end) return",
    "if (since <= end) return",
    "a window that ends now is the next to open",
  ),
  window("Math.max(start, since)", "Math.min(start, since)", "a window opens before its start"),
  window("Math.max(start, since)", "start", "a window opens in the past"),
  window("(day + 3) % 7", "(day + 4) % 7", "hours are those of the next weekday"),
  window(
    "window.holiday !== undefined && isHoliday(calendar, day)",
    "window.holiday === undefined && isHoliday(calendar, day)",
    "holidays are ordinary days",
  ),
  window(
    'holiday === "as_sunday") return sunday',
    'holiday === "as_sunday") return undefined',
    "a holiday with Sunday's hours has its weekday's",
  ),
  window(
    "- marginMinutes * MINUTE_MS",
    "+ marginMinutes * MINUTE_MS",
    "a margin lengthens the hours",
  ),
  window("wall: at + offset", "wall: at", "hours are read in UTC"),
  window(
    "if (open - offset < change) return open - offset;",
    "return open - offset;",
    "a clock change before the opening is not seen",
  ),
  window(
    "(Number(time.slice(0, 2)) * 60",
    "(Number(time.slice(1, 2)) * 60",
    "hours from ten on lose their first digit",
  ),
  holidays(
    "isHoliday(calendar: PackCalendar, day: number): boolean {",
    "isHoliday(calendar: PackCalendar, day: number): boolean { if (day > calendar.lastDay) return false;",
    "after the last table nothing is a holiday",
  ),
  holidays(
    "calendar.holidays[day - calendar.firstDay] === 1",
    "calendar.holidays[day - calendar.firstDay + 1] === 1",
    "a holiday is the day before",
  ),
  holidays(
    "places.includes(only)) days.add(date);",
    "true) days.add(date);",
    "Scotland's holiday is England's",
  ),
  holidays("days.delete(date);", "days.has(date);", "what a pack takes out of a table stays"),
];
