import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { portfolioZones, readClock, type Database, type SegmentMembers } from "@fairflow/db";
import { readLiveLibrary } from "../flows/live-library.ts";
import { notFound } from "../http/http-error.ts";

/**
 * Those who are in a segment now, to be asked about.
 *
 * @throws HttpError where there is no such segment
 */
export async function segmentMembers(database: Database, segment: string): Promise<SegmentMembers> {
  const [{ library, customFields: custom }, { now }, names] = await Promise.all([
    readLiveLibrary(database),
    readClock(database),
    portfolioZones(database),
  ]);
  const criteria = library.segments.get(segment)?.criteria;
  if (criteria === undefined) throw notFound("segment");
  const days = names.flatMap((name) => {
    const zone = zoneNamed(zones, name);
    return zone === undefined ? [] : [{ zone: name, today: localTime(zone, now).date }];
  });
  return { criteria, custom, days };
}
