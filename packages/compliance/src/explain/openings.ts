import {
  dateOfEpochDay,
  epochDayAt,
  offsetAt,
  UncoveredInstantError,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";
import type { CompiledPack } from "../compile-pack.ts";
import type { ContactCase } from "../contact-case.ts";
import { permit } from "../permit.ts";
import { UnreadableCaseError } from "../unreadable-case.ts";
import type { Verdict } from "../verdict.ts";
import { changePoints, clockPoints } from "./change-points.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A part of one local day in which the gate gives one answer. */
export interface Opening {
  readonly from: Date;
  /** Excluded. */
  readonly to: Date;
  readonly date: LocalDate;
  /** Minutes since midnight that a clock in the zone shows: 0 to 1440, and fractions where an edge has seconds. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** That of every instant in it; its `rules` are those that keep it shut. */
  readonly verdict: Verdict;
}

/**
 * When an attempt would be allowed, deferred or forbidden, for a week on a screen: parts without gaps, cut at the
 * midnights and clock changes of `zone`. The gate is asked only where its answer may change. Days that the zone table
 * does not cover are left out.
 *
 * @param span.zone in which the days are drawn; the rules go by the zones of the case
 */
export function openings(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
  span: { readonly from: Date; readonly to: Date; readonly zone: Zone },
): readonly Opening[] {
  const { zone } = span;
  const limits = {
    from: Math.max(span.from.getTime(), zone.starts[0] ?? Number.POSITIVE_INFINITY),
    to: Math.min(span.to.getTime(), zone.end),
  };
  if (!(limits.from < limits.to)) return [];
  const cuts = new Set(clockPoints(zone, new Set([0]), limits));
  const points = [...new Set([...cuts, ...pointsOrStart(packs, contactCase, limits)])].toSorted(
    (one, other) => one - other,
  );
  const parts: { from: number; to: number; verdict: Verdict }[] = [];
  for (const [index, from] of points.entries()) {
    const to = points[index + 1] ?? limits.to;
    const verdict = permit(packs, contactCase, new Date(from));
    const last = parts.at(-1);
    if (last !== undefined && !cuts.has(from) && isSame(last.verdict, verdict)) last.to = to;
    else parts.push({ from, to, verdict });
  }
  return parts.map((part) => drawn(part, zone));
}

/** A case that the gate cannot read has one answer for all time. */
function pointsOrStart(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
  limits: { readonly from: number; readonly to: number },
): readonly number[] {
  try {
    return changePoints(packs, contactCase, limits);
  } catch (error) {
    if (error instanceof UnreadableCaseError || error instanceof UncoveredInstantError) return [];
    throw error;
  }
}

function drawn(
  part: { readonly from: number; readonly to: number; readonly verdict: Verdict },
  zone: Zone,
): Opening {
  const day = epochDayAt(zone, part.from);
  // The clock as it runs in this part, also for its end, at which it may be changed.
  const midnight = day * DAY_MS - offsetAt(zone, part.from);
  return {
    from: new Date(part.from),
    to: new Date(part.to),
    date: dateOfEpochDay(day),
    fromMinute: (part.from - midnight) / MINUTE_MS,
    toMinute: (part.to - midnight) / MINUTE_MS,
    verdict: part.verdict,
  };
}

function isSame(one: Verdict, other: Verdict): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(verdict: Verdict): string {
  return JSON.stringify(verdict);
}
