import { nextOffsetChange, offsetAt, type Zone } from "@fairflow/calendar";
import { zonesIn } from "../attempt.ts";
import type { CompiledPack } from "../compile-pack.ts";
import type { ContactCase } from "../contact-case.ts";
import { instantOf } from "../duration.ts";
import type { Duration } from "../rule.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Every instant of a span at which the gate's answer may change, in order, the first being where the span begins: local
 * midnights, the edges of hours and changes of the clock in every zone that counts, and where hours of a count, of a
 * rest or of a state run out. Between two of them the answer is the same.
 *
 * @throws UncoveredInstantError outside the zone table
 */
export function changePoints(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
  span: Span,
): readonly number[] {
  const points = new Set<number>([span.from]);
  for (const pack of packs) {
    const zones = zonesIn(pack, contactCase);
    if (typeof zones === "string") continue;
    const edges = edgesOfHours(pack);
    for (const zone of zones) {
      for (const point of clockPoints(zone, edges, span)) points.add(point);
      for (const point of casePoints(pack, zone, contactCase)) points.add(point);
    }
  }
  return [...points]
    .filter((point) => point >= span.from && point < span.to)
    .toSorted((one, other) => one - other);
}

/** Where the clock of a zone is changed, and the instants at which it shows one of the times. */
export function clockPoints(zone: Zone, times: ReadonlySet<number>, span: Span): readonly number[] {
  const points: number[] = [];
  // Between two changes of the offset the wall clock runs evenly.
  for (let begin = span.from; begin < span.to;) {
    const end = Math.min(nextOffsetChange(zone, begin), span.to);
    const offset = offsetAt(zone, begin);
    points.push(begin);
    const lastDay = Math.floor((end + offset) / DAY_MS);
    for (let day = Math.floor((begin + offset) / DAY_MS); day <= lastDay; day += 1) {
      for (const time of times) {
        const point = day * DAY_MS + time - offset;
        if (point >= begin && point < end) points.push(point);
      }
    }
    begin = end;
  }
  return points;
}

/** Midnight and the edges of the pack's hours, in ms since midnight. */
function edgesOfHours(pack: CompiledPack): ReadonlySet<number> {
  const days = pack.windows.flatMap(({ week, holiday }) => [...week, holiday ?? []]);
  return new Set([0, ...days.flatMap((hours) => hours.flatMap(({ start, end }) => [start, end]))]);
}

/** Where periods that are counted in hours and minutes begin and end. All others end at midnight. */
function casePoints(
  pack: CompiledPack,
  zone: Zone,
  { history, states, notices, debts }: ContactCase,
): readonly number[] {
  const afterContact = [
    ...pack.caps.flatMap(({ rule: { window } }) =>
      window.kind === "rolling_hours" ? [window.length * HOUR_MS] : [],
    ),
    ...pack.coolDowns.flatMap(({ rule }) => elapsed(rule.duration)),
  ];
  const afterState = pack.holds.flatMap(({ rule }) => elapsed(rule.end.duration));
  const afterEvent = pack.stepGates.flatMap(({ rule }) =>
    rule.requires.flatMap((requirement) =>
      "duration" in requirement ? elapsed(requirement.duration) : [],
    ),
  );
  const events = [
    ...notices.flatMap(({ sent, delivered, served }) => [sent, delivered, served]),
    ...debts.map(({ inDefaultSince }) => inDefaultSince),
  ];
  return [
    ...history.flatMap(({ at }) => after(at.getTime(), afterContact)),
    ...states.flatMap(({ since, until }) => [
      ...(since === undefined ? [] : after(instantOf(since, zone), afterState)),
      ...(until === undefined ? [] : [until.getTime()]),
    ]),
    ...events.flatMap((event) =>
      event === undefined ? [] : after(instantOf(event, zone), afterEvent),
    ),
  ];
}

function after(instant: number, lengths: readonly number[]): readonly number[] {
  return [instant, ...lengths.map((length) => instant + length)];
}

function elapsed(duration: Duration | undefined): readonly number[] {
  if (duration?.unit === "hour") return [duration.value * HOUR_MS];
  return duration?.unit === "minute" ? [duration.value * MINUTE_MS] : [];
}
