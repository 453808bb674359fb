import { zoneNamed, type Zones } from "@fairflow/calendar";
import type { Entry } from "@fairflow/nodes";
import { ENROL_EVERY_MS } from "./clock-loop.ts";
import { nextOccurrenceMs } from "./schedule-occurred.ts";

export type NextEntry =
  | { readonly kind: "check"; readonly atMs: number }
  /** It is told whom to take in, by what happens, by hand or by another system. */
  | { readonly kind: "event" | "manual" | "api" }
  /** Its schedule names no day, or there is no portfolio. */
  | { readonly kind: "closed" };

/** When a start looks next for whoever enters, in the zones of the portfolios there are. */
export function nextEntry(
  entry: Entry,
  known: {
    readonly zones: Zones;
    readonly portfolioZones: readonly string[];
    readonly nowMs: number;
  },
): NextEntry {
  switch (entry.kind) {
    case "segment":
      return {
        kind: "check",
        atMs: (Math.floor(known.nowMs / ENROL_EVERY_MS) + 1) * ENROL_EVERY_MS,
      };
    case "schedule": {
      const times = known.portfolioZones.flatMap((name) => {
        const zone = zoneNamed(known.zones, name);
        return (zone === undefined ? undefined : nextOccurrenceMs(entry, zone, known.nowMs)) ?? [];
      });
      return times.length === 0 ? { kind: "closed" } : { kind: "check", atMs: Math.min(...times) };
    }
    case "event":
    case "manual":
    case "api":
      return { kind: entry.kind };
  }
}
