import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import type { VersionCounts } from "@fairflow/contract";
import {
  portfolioZones,
  readClock,
  readSegmentCounts,
  type CountedHours,
  type Database,
} from "@fairflow/db";
import { readLiveLibrary } from "../flows/live-library.ts";
import { namedCounts, type CountedVersion } from "../flows/version-counts.ts";
import { notFound } from "../http/http-error.ts";
import { withPatience } from "../segments/with-patience.ts";

/**
 * The numbers of a version, of those alone who are in a segment now.
 *
 * @throws HttpError where there is no such segment, or it takes too long
 */
export async function segmentCounts(
  database: Database,
  version: CountedVersion,
  {
    segment,
    realNow,
    ...hours
  }: CountedHours & { readonly segment: string; readonly realNow: Date },
): Promise<VersionCounts> {
  const { library, customFields: custom } = await readLiveLibrary(database);
  const criteria = library.segments.get(segment)?.criteria;
  if (criteria === undefined) throw notFound("segment");
  const rows = await withPatience(database, async (tx) => {
    const [{ now }, names] = [await readClock(tx), await portfolioZones(tx)];
    const days = names.flatMap((name) => {
      const zone = zoneNamed(zones, name);
      return zone === undefined ? [] : [{ zone: name, today: localTime(zone, now).date }];
    });
    return readSegmentCounts(tx, {
      versionId: version.versionId,
      criteria,
      custom,
      days,
      ...hours,
    });
  });
  return namedCounts(version, rows, realNow);
}
