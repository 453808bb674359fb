import { zoneNamed, type Zone } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";

/** A zone that an import let in: it refuses those that the table lacks. */
export function knownZone(name: string): Zone {
  const zone = zoneNamed(zones, name);
  if (zone === undefined) throw new RangeError(`The zone table lacks ${name}`);
  return zone;
}
