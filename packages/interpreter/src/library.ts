import type { LocalDate } from "@fairflow/calendar";
import { compileCriteria, Criteria, type FactValues } from "@fairflow/criteria";
import type { MessageTemplate } from "@fairflow/template";
import { z } from "zod";
import type { MessageChannel } from "./effect.ts";
import { NoticeProof } from "./run.ts";

/** A named, saved condition. Flows refer to it by id, live; each step records the version that answered. */
export const Segment = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  name: z.string().min(1).max(120),
  version: z.int().positive().default(1),
  criteria: Criteria,
});
export type Segment = z.infer<typeof Segment>;

/** A notice that the law of some place requires, as its rule pack tells of it. */
export const LegalNotice = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** ISO 3166-1. */
  jurisdiction: z.string(),
  /** By what it may go; some are no channels of messages, such as a visit. */
  channels: z.array(z.string()).readonly(),
  /** The least that proves it. */
  proof: NoticeProof,
  /** The days that must pass, in words. */
  days: z.string(),
});
export type LegalNotice = z.infer<typeof LegalNotice>;

/** A step for which the law of some place has a gate. */
export const LegalStep = z.strictObject({ id: z.string(), title: z.string() });
export type LegalStep = z.infer<typeof LegalStep>;

/**
 * What flows refer to by id: segments, templates, pay-day calendars (a named list of local dates, ascending), and the
 * notices and legal steps that the installed rule packs know.
 */
export interface Library {
  readonly segments: ReadonlyMap<string, Segment>;
  readonly templates: ReadonlyMap<string, MessageTemplate>;
  readonly calendars: ReadonlyMap<string, readonly LocalDate[]>;
  readonly notices: ReadonlyMap<string, LegalNotice>;
  readonly steps: ReadonlyMap<string, LegalStep>;
  /** Channels of which a sender in use cannot receive: their templates may not ask for replies. */
  readonly unheard: ReadonlySet<MessageChannel>;
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
  readonly notices?: readonly LegalNotice[];
  readonly steps?: readonly LegalStep[];
  readonly unheard?: readonly MessageChannel[];
}): Library {
  return {
    segments: new Map(parts.segments?.map((segment) => [segment.id, segment])),
    templates: new Map(parts.templates?.map((template) => [template.id, template])),
    calendars: parts.calendars ?? new Map(),
    notices: new Map(parts.notices?.map((notice) => [notice.id, notice])),
    steps: new Map(parts.steps?.map((step) => [step.id, step])),
    unheard: new Set(parts.unheard),
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
