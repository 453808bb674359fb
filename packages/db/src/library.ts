import type { Transaction } from "./connect.ts";
import type { TemplateText } from "./schema/library.ts";

export interface StoredSegment {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly criteria: unknown;
}

export interface StoredTemplate {
  readonly id: string;
  readonly name: string;
  readonly channel: "sms" | "email" | "letter";
  readonly purpose: string | null;
  readonly version: number;
  readonly languages: Readonly<Record<string, TemplateText>>;
  readonly fallback: readonly string[];
}

export interface StoredField {
  readonly key: string;
  readonly label: string;
  readonly type: "number" | "money" | "date" | "text" | "choice" | "boolean" | "tags";
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly isPii: boolean;
}

/** What flows refer to, each in its current version. */
export interface StoredLibrary {
  readonly segments: readonly StoredSegment[];
  readonly templates: readonly StoredTemplate[];
  readonly calendars: ReadonlyMap<string, readonly string[]>;
  readonly fields: readonly StoredField[];
}

/** Whether what is saved is new, differs from what was there, or is what was there. */
export type SavedVersion = {
  readonly version: number;
  readonly outcome: "created" | "changed" | "unchanged";
};

interface Authorship {
  readonly author: string;
  readonly now: Date;
}

export async function readLibrary(tx: Transaction): Promise<StoredLibrary> {
  const [segments, templates, days, fields] = await Promise.all([
    tx.sql<StoredSegment[]>`
      select s.id, s.name, v.number as version, v.criteria
      from segment s join segment_version v on v.segment_id = s.id and v.number = s.current_version
      where s.archived_at is null order by lower(s.name), s.id`,
    tx.sql<StoredTemplate[]>`
      select t.id, t.name, t.channel, t.purpose, v.number as version, v.languages, v.fallback
      from template t join template_version v on v.template_id = t.id and v.number = t.current_version
      where t.archived_at is null order by lower(t.name), t.id`,
    tx.sql<{ calendar: string; day: string }[]>`
      select calendar, day from calendar_day order by calendar, day`,
    tx.sql<StoredField[]>`
      select key, label, type, choices, is_pii as "isPii" from custom_field order by key`,
  ]);
  const calendars = Map.groupBy(days, ({ calendar }) => calendar);
  return {
    segments,
    templates,
    calendars: new Map([...calendars].map(([name, rows]) => [name, rows.map(({ day }) => day)])),
    fields,
  };
}

/**
 * Saves a segment; another condition makes its next version.
 *
 * @returns undefined where `basedOn` is given and is not the version that is there, 0 standing for none
 */
export async function saveSegment(
  tx: Transaction,
  segment: {
    readonly id: string;
    readonly name: string;
    readonly criteria: unknown;
    readonly basedOn?: number | undefined;
  },
  { author, now }: Authorship,
): Promise<SavedVersion | undefined> {
  const { id, name, basedOn } = segment;
  const criteria = JSON.stringify(segment.criteria);
  await lockEntry(tx, "segment", id);
  const [current] = await tx.sql<{ number: number; same: boolean }[]>`
    select v.number, v.criteria = ${criteria}::jsonb as same
    from segment s join segment_version v on v.segment_id = s.id and v.number = s.current_version
    where s.id = ${id}`;
  if (basedOn !== undefined && basedOn !== (current?.number ?? 0)) return undefined;
  const version = nextVersion(current);
  await tx.sql`
    insert into segment (id, name, current_version, created_at) values (${id}, ${name}, ${version}, ${now})
    on conflict (id) do update set name = excluded.name, current_version = excluded.current_version, archived_at = null`;
  if (current?.same !== true) {
    await tx.sql`
      insert into segment_version (segment_id, number, criteria, created_by, created_at)
      values (${id}, ${version}, ${criteria}::jsonb, ${author}, ${now})`;
  }
  return { version, outcome: outcomeOf(current) };
}

/**
 * Saves a template; other words make its next version, which flows send only when they are published anew.
 *
 * @returns undefined where it is there already for another channel, which never changes; `stale` where `basedOn` is given
 *   and is not the version that is there
 */
export async function saveTemplate(
  tx: Transaction,
  template: Omit<StoredTemplate, "version"> & {
    /** What its designs compile to, by language. */
    readonly html?: Readonly<Record<string, string>>;
    /** The version that was changed, 0 for none; undefined saves over whatever is there. */
    readonly basedOn?: number | undefined;
  },
  { author, now }: Authorship,
): Promise<SavedVersion | "stale" | undefined> {
  const { id, name, channel, purpose, fallback, html = {}, basedOn } = template;
  const languages = JSON.stringify(template.languages);
  await lockEntry(tx, "template", id);
  const [current] = await tx.sql<{ number: number; channel: string; same: boolean }[]>`
    select v.number, t.channel, v.languages = ${languages}::jsonb and v.fallback = ${[...fallback]}::text[] as same
    from template t join template_version v on v.template_id = t.id and v.number = t.current_version
    where t.id = ${id}`;
  if (current !== undefined && current.channel !== channel) return undefined;
  if (basedOn !== undefined && basedOn !== (current?.number ?? 0)) return "stale";
  const version = nextVersion(current);
  await tx.sql`
    insert into template (id, name, channel, purpose, current_version, created_at)
    values (${id}, ${name}, ${channel}, ${purpose}, ${version}, ${now})
    on conflict (id) do update set name = excluded.name, purpose = excluded.purpose,
      current_version = excluded.current_version, archived_at = null`;
  if (current?.same !== true) {
    await tx.sql`
      insert into template_version (template_id, number, languages, html, fallback, created_by, created_at)
      values (${id}, ${version}, ${languages}::jsonb, ${JSON.stringify(html)}::jsonb, ${[...fallback]}::text[], ${author},
        ${now})`;
  }
  return { version, outcome: outcomeOf(current) };
}

/** Two who save the same entry take turns, also where it is not there yet. */
async function lockEntry(tx: Transaction, table: string, id: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`${table} ${id}`}, 0))`;
}

function nextVersion(
  current: { readonly number: number; readonly same: boolean } | undefined,
): number {
  if (current === undefined) return 1;
  return current.same ? current.number : current.number + 1;
}

function outcomeOf(current: { readonly same: boolean } | undefined): SavedVersion["outcome"] {
  if (current === undefined) return "created";
  return current.same ? "unchanged" : "changed";
}

/** Templates, each in the version that is named for it; one that is not there is left out. */
export async function readTemplateVersions(
  tx: Transaction,
  versions: Readonly<Record<string, number>>,
): Promise<readonly StoredTemplate[]> {
  return tx.sql<StoredTemplate[]>`
    select t.id, t.name, t.channel, t.purpose, v.number as version, v.languages, v.fallback
    from unnest(${Object.keys(versions)}::text[], ${Object.values(versions)}::int[]) as named (id, number)
    join template t on t.id = named.id
    join template_version v on v.template_id = t.id and v.number = named.number`;
}
