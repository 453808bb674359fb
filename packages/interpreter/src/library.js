import { compileCriteria, Criteria } from "@fairflow/criteria";
import { z } from "zod";
/** A named, saved condition. Flows refer to it by id, live; each step records the version that answered. */
export const Segment = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  name: z.string().min(1).max(120),
  version: z.int().positive().default(1),
  criteria: Criteria,
});
export function libraryOf(parts) {
  return {
    segments: new Map(parts.segments?.map((segment) => [segment.id, segment])),
    templates: new Map(parts.templates?.map((template) => [template.id, template])),
    calendars: parts.calendars ?? new Map(),
  };
}
export function compileLibrary(library) {
  const segments = new Map();
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
