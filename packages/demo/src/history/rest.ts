import { addBusinessDays } from "@fairflow/calendar";
import type { Life } from "./life.ts";

/** Who says "I have paid" is left alone for so long, and so is who got a decision about a dispute. */
const REST_BUSINESS_DAYS = 5;

/** Midnight after some business days of rest. */
export function afterRest(life: Life): number {
  const { days, place } = life.world;
  const today = days.dateOf(days.dayAt(life.nowMs));
  return days.instantOn(days.dayOf(addBusinessDays(place.calendar, today, REST_BUSINESS_DAYS)), 0);
}
