import { z } from "zod";
import type { Zone } from "./zone.ts";

const MINUTE_MS = 60_000;
const RADIX = 36;

/**
 * The offsets of a zone over the table's years. Zones that kept the same time share one history.
 *
 * @property offsets the different offsets from UTC in minutes, in order of appearance
 * @property gaps minutes from one change to the next (the first from the table's beginning), in base 36 with spaces
 * @property turns the index in `offsets` that each change leads to, one base-36 digit each; before the first it is 0
 */
const ZoneHistory = z.strictObject({
  offsets: z.array(z.int().min(-1440).max(1440)).min(1).max(RADIX),
  gaps: z.string().regex(/^([0-9a-z]+( [0-9a-z]+)*)?$/),
  turns: z.string().regex(/^[0-9a-z]*$/),
});

/** A committed table of time zones: see `data/zones.json`, made by `scripts/generate-zones.ts`. */
export const ZoneTable = z.strictObject({
  /** The release of the IANA time zone database that it states, such as `2026c`. */
  tzdata: z.string().regex(/^\d{4}[a-z]+$/),
  from: z.iso.datetime(),
  /** Exclusive. */
  to: z.iso.datetime(),
  histories: z.array(ZoneHistory),
  /** Every zone's name, aliases such as `US/Eastern` too, and the index of its history. */
  names: z.record(z.string(), z.int().nonnegative()),
});
export type ZoneTable = z.infer<typeof ZoneTable>;

/** A zone table read into memory. Pass it on; nothing else knows zones. */
export interface Zones {
  readonly tzdata: string;
  readonly zones: ReadonlyMap<string, Zone>;
}

/** @throws RangeError where a name points to a history that is not there */
export function readZones(table: ZoneTable): Zones {
  const from = Date.parse(table.from);
  const to = Date.parse(table.to);
  const histories = table.histories.map((history) => readHistory(history, from, to));
  const zones = new Map<string, Zone>();
  for (const [name, index] of Object.entries(table.names)) {
    const history = histories[index];
    if (history === undefined) throw new RangeError(`Zone ${name} has no history`);
    zones.set(name, { name, ...history, end: to });
  }
  return { tzdata: table.tzdata, zones };
}

/** The zone of an IANA name or one of its aliases; `undefined` for a name that the table lacks. */
export function zoneNamed(zones: Zones, name: string): Zone | undefined {
  return zones.zones.get(name);
}

/** All names in alphabetical order, aliases too. */
export function zoneNames(zones: Zones): readonly string[] {
  return [...zones.zones.keys()];
}

function readHistory(history: z.infer<typeof ZoneHistory>, from: number, to: number) {
  const gaps = history.gaps === "" ? [] : history.gaps.split(" ");
  const starts = new Float64Array(gaps.length + 1);
  const offsets = new Float64Array(gaps.length + 1);
  const wallEnds = new Float64Array(gaps.length + 1);
  starts[0] = from;
  offsets[0] = offsetOf(history, 0);
  let start = from;
  for (const [index, gap] of gaps.entries()) {
    start += Number.parseInt(gap, RADIX) * MINUTE_MS;
    starts[index + 1] = start;
    offsets[index + 1] = offsetOf(history, Number.parseInt(history.turns.charAt(index), RADIX));
    wallEnds[index] = start + (offsets[index] ?? 0);
  }
  wallEnds[gaps.length] = to + (offsets[gaps.length] ?? 0);
  return { starts, offsets, wallEnds };
}

function offsetOf(history: z.infer<typeof ZoneHistory>, index: number): number {
  const offset = history.offsets[index];
  if (offset === undefined) throw new RangeError(`A zone history has no offset ${index}`);
  return offset * MINUTE_MS;
}
