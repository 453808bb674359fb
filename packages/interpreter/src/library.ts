import type { LocalDate } from "@fairflow/calendar";
import { compileCriteria, Criteria, type FactValues } from "@fairflow/criteria";
import type { MessageTemplate } from "@fairflow/template";
import { z } from "zod";

/** A named, saved condition. Flows refer to it by id, live; each step records the version that answered. */
export const Segment = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  name: z.string().min(1).max(120),
  version: z.int().positive().default(1),
  criteria: Criteria,
});
export type Segment = z.infer<typeof Segment>;

/** What flows refer to by id: segments, templates, and pay-day calendars (a named list of local dates, ascending). */
export interface Library {
  readonly segments: ReadonlyMap<string, Segment>;
  readonly templates: ReadonlyMap<string, MessageTemplate>;
  readonly calendars: ReadonlyMap<string, readonly LocalDate[]>;
}

export interface CompiledSegment {
  readonly id: string;
  readonly version: number;
  readonly matches: (values: FactValues, today: LocalDate) => boolean;
}

export interface CompiledLibrary {
  /** @throws RangeError for an id that `compile` did not see */
  readonly segment: (id: string) => CompiledSegment;
  /** @throws RangeError for a name that `compile` did not see */
  readonly payDays: (calendar: string) => readonly LocalDate[];
}

export function libraryOf(parts: {
  readonly segments?: readonly Segment[];
  readonly templates?: readonly MessageTemplate[];
  readonly calendars?: ReadonlyMap<string, readonly LocalDate[]>;
}): Library {
  return {
    segments: new Map(parts.segments?.map((segment) => [segment.id, segment])),
    templates: new Map(parts.templates?.map((template) => [template.id, template])),
    calendars: parts.calendars ?? new Map(),
  };
}

export function compileLibrary(library: Library): CompiledLibrary {
  const segments = new Map<string, CompiledSegment>();
  return {
    segment: (id) => {
      const known = segments.get(id);
      if (known !== undefined) return known;
      const segment = library.segments.get(id);
      if (segment === undefined) throw new RangeError(`The library has no segment ${id}`);
      const compiled = { id, version: segment.version, matches: compileCriteria(segment.criteria) };
      segments.set(id, compiled);
      return compiled;
    },
    payDays: (name) => {
      const days = library.calendars.get(name);
      if (days === undefined) throw new RangeError(`The library has no pay-day calendar ${name}`);
      return days;
    },
  };
}
