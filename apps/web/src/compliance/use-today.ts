import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { useFrame } from "../frame/use-frame.ts";

/** The date of today at the installation's clock, `2026-11-24`; undefined until the clock is known. */
export function useToday(): string | undefined {
  const clock = useFrame()?.clock;
  const zone = clock === undefined ? undefined : zoneNamed(zones, clock.zone);
  if (clock === undefined || zone === undefined) return undefined;
  return localTime(zone, new Date(clock.nowMs)).date;
}
