import { endpoints } from "@fairflow/contract";
import type { Criteria } from "@fairflow/criteria";
import { queryOptions } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";

const EVERYONE: Criteria = { kind: "all", of: [] };
/** Who is in a segment changes with every import and payment, but nobody waits for it second by second. */
const STALE_MS = 15_000;

export const segmentsQuery = ask(endpoints.segments, {});

export function segmentQuery(id: string) {
  return ask(endpoints.segment, { params: { id } });
}

/** How many accounts are in each segment, and how many there are. One question for all of them. */
export const segmentSizesQuery = queryOptions({
  queryKey: [endpoints.overlapSegments.path, EVERYONE],
  queryFn: ({ signal }) =>
    call(endpoints.overlapSegments, { body: { criteria: EVERYONE } }, signal),
  staleTime: STALE_MS,
});

export function overlapQuery(id: string, criteria: Criteria) {
  return queryOptions({
    queryKey: [endpoints.overlapSegments.path, criteria, id],
    queryFn: ({ signal }) =>
      call(endpoints.overlapSegments, { body: { criteria, except: id } }, signal),
    staleTime: STALE_MS,
  });
}

export function sampleQuery(criteria: Criteria) {
  return queryOptions({
    queryKey: [endpoints.sampleSegment.path, criteria],
    queryFn: ({ signal }) => call(endpoints.sampleSegment, { body: { criteria } }, signal),
    staleTime: STALE_MS,
  });
}
