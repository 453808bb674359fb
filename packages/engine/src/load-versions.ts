import type { LocalDate } from "@fairflow/calendar";
import { isLocalDate } from "@fairflow/calendar";
import { legalWords } from "@fairflow/compliance/packs";
import { Criteria, Field, fieldsUsed, fieldsWith, type Fields } from "@fairflow/criteria";
import type { Sql } from "@fairflow/db";
import { Flow } from "@fairflow/flow";
import {
  compile,
  libraryOf,
  type Catalog,
  type Library,
  type Segment,
} from "@fairflow/interpreter";
import type { MessageTemplate } from "@fairflow/template";
import type { LoadedVersion } from "./loaded-version.ts";

/** Keeps compiled versions. They never change (I1), but segments are live: another revision compiles anew. */
export interface VersionCache {
  /** The versions with these ids that can be run, compiled with the segments as they are now. */
  readonly load: (sql: Sql, ids: readonly string[]) => Promise<ReadonlyMap<string, LoadedVersion>>;
  /** A document that is no version yet, as it would run; undefined where it cannot. It is not kept. */
  readonly loadUnpublished: (
    sql: Sql,
    document: UnpublishedVersion,
  ) => Promise<LoadedVersion | undefined>;
}

export interface UnpublishedVersion {
  /** Of what was put forward. */
  readonly id: string;
  readonly flowId: string;
  readonly document: unknown;
  readonly templateVersions: Readonly<Record<string, number>>;
}

/** A published version does not compile: its runs are parked, those of other versions go on. */
class UnrunnableVersionError extends Error {
  override readonly name = "UnrunnableVersionError";
}

export function versionCache(
  catalog: Catalog,
  onFault: (versionId: string, fault: unknown) => void,
): VersionCache {
  let newest: Generation | undefined;
  return {
    load: async (sql, ids) => {
      const revision = await libraryRevision(sql);
      let generation = newest;
      if (generation?.revision !== revision) {
        generation = { revision, live: await readLiveLibrary(sql), compiled: new Map() };
        newest = generation;
      }
      // Another lane may put a newer one in its place meanwhile: this load keeps to its own.
      const { live, compiled } = generation;
      const missing = ids.filter((id) => !compiled.has(id));
      for (const row of await readVersions(sql, missing)) {
        try {
          compiled.set(row.id, compileVersion(row, { catalog, live }));
        } catch (fault) {
          onFault(row.id, fault);
        }
      }
      return compiled;
    },
    loadUnpublished: async (sql, { id, flowId, document, templateVersions }) => {
      const live = await readLiveLibrary(sql);
      const row = { id, flow_id: flowId, document, template_versions: templateVersions };
      try {
        return compileVersion(row, { catalog, live });
      } catch (fault) {
        onFault(id, fault);
        return undefined;
      }
    },
  };
}

/** Versions that were compiled with the library of one revision. */
interface Generation {
  readonly revision: string;
  readonly live: LiveLibrary;
  readonly compiled: Map<string, LoadedVersion>;
}

/** What versions refer to live. Templates are of all versions that flows pin. */
interface LiveLibrary {
  readonly segments: readonly Segment[];
  readonly templates: readonly PinnedTemplate[];
  readonly calendars: ReadonlyMap<string, readonly LocalDate[]>;
  readonly fields: Fields;
}

interface PinnedTemplate {
  readonly number: number;
  readonly template: MessageTemplate;
}

interface VersionRow {
  readonly id: string;
  readonly flow_id: string;
  readonly document: unknown;
  readonly template_versions: Readonly<Record<string, number>>;
}

/** Grows with whatever a compiled version may not know yet. */
async function libraryRevision(sql: Sql): Promise<string> {
  const [row] = await sql<{ revision: string }[]>`
    select concat_ws(' ',
      (select count(*) || ',' || coalesce(sum(current_version), 0) from segment),
      (select count(*) from template_version),
      (select count(*) || ',' || coalesce(max(created_at)::text, '') from custom_field),
      (select count(*) || ',' || coalesce(max(day)::text, '') from calendar_day)
    ) as revision`;
  return row?.revision ?? "";
}

async function readVersions(sql: Sql, ids: readonly string[]): Promise<readonly VersionRow[]> {
  if (ids.length === 0) return [];
  return sql<VersionRow[]>`
    select id, flow_id, document, template_versions from flow_version where id = any(${ids}::uuid[])`;
}

async function readLiveLibrary(sql: Sql): Promise<LiveLibrary> {
  const [segments, templates, days, fields] = await Promise.all([
    sql<{ id: string; name: string; number: number; criteria: unknown }[]>`
      select segment.id, name, number, criteria
      from segment join segment_version on segment_id = segment.id and number = current_version`,
    sql<TemplateRow[]>`
      select template.id, name, channel, purpose, number, languages, fallback
      from template join template_version on template_id = template.id`,
    sql<
      { calendar: string; day: string }[]
    >`select calendar, day from calendar_day order by calendar, day`,
    customFields(sql),
  ]);
  const calendars = new Map<string, LocalDate[]>();
  for (const { calendar, day } of days) {
    if (!isLocalDate(day)) continue;
    const known = calendars.get(calendar);
    if (known === undefined) calendars.set(calendar, [day]);
    else known.push(day);
  }
  return {
    segments: segments.map(({ id, name, number, criteria }) => ({
      id,
      name,
      version: number,
      criteria: Criteria.parse(criteria),
    })),
    templates: templates.map((row) => ({ number: row.number, template: messageTemplate(row) })),
    calendars,
    fields: fieldsWith(fields),
  };
}

/** The installation's own fields that are not personal: no other can be asked about. */
export async function customFields(sql: Sql): Promise<readonly Field[]> {
  const rows = await sql<{ key: string; label: string; type: string; choices: unknown }[]>`
    select key, label, type, choices from custom_field where not is_pii order by key`;
  return rows.map(({ key, label, type, choices }) =>
    Field.parse({
      id: `custom.${key}`,
      label,
      type,
      group: "custom",
      ...(Array.isArray(choices) && choices.length > 0 ? { choices } : {}),
    }),
  );
}

interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly channel: "sms" | "email" | "letter";
  readonly purpose: string | null;
  readonly number: number;
  readonly languages: MessageTemplate["languages"];
  readonly fallback: MessageTemplate["fallback"];
}

export function messageTemplate(row: TemplateRow): MessageTemplate {
  return {
    id: row.id,
    name: row.name,
    channel: row.channel,
    ...(row.purpose === null ? {} : { purpose: row.purpose }),
    languages: row.languages,
    fallback: row.fallback,
  };
}

/** @throws UnrunnableVersionError */
function compileVersion(
  row: VersionRow,
  { catalog, live }: { readonly catalog: Catalog; readonly live: LiveLibrary },
): LoadedVersion {
  const flow = Flow.parse(row.document);
  const library = libraryFor(live, row.template_versions);
  const compilation = compile({ catalog, flow, library, fields: live.fields });
  if (!compilation.ok) {
    const [first] = compilation.issues;
    throw new UnrunnableVersionError(`Version ${row.id} cannot be run: ${first?.message}`);
  }
  return {
    id: row.id,
    flowId: row.flow_id,
    flow: compilation.flow,
    templateVersions: row.template_versions,
    fields: fieldsNamedIn(flow, live),
    custom: [...live.fields.values()].filter(({ group }) => group === "custom"),
    asksFrom: new Set(),
  };
}

/** A version pins its templates; whatever it does not pin is as it is now. */
function libraryFor(live: LiveLibrary, pins: Readonly<Record<string, number>>): Library {
  const newestLast = live.templates.toSorted((a, b) => a.number - b.number);
  const templates = newestLast.filter(({ number, template }) => {
    const pinned = Object.hasOwn(pins, template.id) ? pins[template.id] : undefined;
    return pinned === undefined || pinned === number;
  });
  return libraryOf({
    segments: live.segments,
    templates: templates.map(({ template }) => template),
    calendars: live.calendars,
    ...legalWords,
  });
}

/** Every field that the document names anywhere, and those of its segments: no others are read for its runs. */
function fieldsNamedIn(flow: Flow, { segments, fields }: LiveLibrary): ReadonlySet<string> {
  const words = new Set<string>();
  const look = (value: unknown) => {
    if (typeof value === "string") words.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(look);
  };
  look(flow.nodes);
  const named = new Set([...words].filter((word) => fields.has(word)));
  for (const { id, criteria } of segments) {
    if (words.has(id)) for (const field of fieldsUsed(criteria)) named.add(field);
  }
  return named;
}
