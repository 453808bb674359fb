import { z } from "zod";

/*
 * A mapping while a person works on it. The whole document is packages/intake's and checked by the server; here only the
 * parts that the form shows are read, and all others are kept as they are.
 */

const Entries = z.record(z.string(), z.unknown()).catch({});
const CustomField = z.object({ column: z.string() });
const Translated = z.object({ values: z.record(z.string(), z.string()) });

/** A column whose name looks like that of a field. */
export interface Lookalike {
  readonly column: string;
  readonly target: string;
}

export type MappingDraft = Readonly<Record<string, unknown>>;

/** Which column each target takes; a column with translated values shows by its name. */
export function columnsOf(mapping: MappingDraft): ReadonlyMap<string, string> {
  const columns = Entries.parse(mapping["columns"]);
  const named = z.union([
    z.string(),
    z.object({ column: z.string() }).transform(({ column }) => column),
  ]);
  return new Map(
    Object.entries(columns).flatMap(([target, source]) => {
      const column = named.safeParse(source);
      return column.success ? [[target, column.data] as const] : [];
    }),
  );
}

/** The target of a column; undefined while it is left out. */
export function targetOfColumn(mapping: MappingDraft, column: string): string | undefined {
  return [...columnsOf(mapping)].find(([, from]) => from === column)?.[0];
}

/** Columns that are left out although they look like fields that come from no other column; each field once. */
export function overlookedIn(
  mapping: MappingDraft,
  lookalikes: readonly Lookalike[],
): readonly Lookalike[] {
  const mapped = columnsOf(mapping);
  const custom = Object.values(Entries.parse(mapping["custom"])).map(
    (field) => CustomField.safeParse(field).data?.column,
  );
  const used = new Set([...mapped.values(), ...custom]);
  const free = lookalikes.filter(({ column, target }) => !used.has(column) && !mapped.has(target));
  return free.filter(
    ({ target }, index) => free.findIndex((each) => each.target === target) === index,
  );
}

/** Gives a column another target, which it takes from whichever column had it. */
export function withTarget(
  mapping: MappingDraft,
  column: string,
  target: string | undefined,
): MappingDraft {
  const columns = Entries.parse(mapping["columns"]);
  const before = targetOfColumn(mapping, column);
  const kept = Object.entries(columns).filter(([id]) => id !== before && id !== target);
  const source = before === undefined ? column : (columns[before] ?? column);
  return {
    ...mapping,
    columns: Object.fromEntries(target === undefined ? kept : [...kept, [target, source]]),
  };
}

export function constantOf(mapping: MappingDraft, field: string): string {
  return z.string().catch("").parse(Entries.parse(mapping["constants"])[field]);
}

export function withConstant(mapping: MappingDraft, field: string, value: string): MappingDraft {
  const { [field]: _before, ...others } = Entries.parse(mapping["constants"]);
  return {
    ...mapping,
    constants: value.trim() === "" ? others : { ...others, [field]: value },
  };
}

export function fileSetting(mapping: MappingDraft, setting: string): string {
  return z.string().catch("").parse(Entries.parse(mapping["file"])[setting]);
}

export function withFileSetting(
  mapping: MappingDraft,
  setting: string,
  value: string,
): MappingDraft {
  const { [setting]: _before, ...others } = Entries.parse(mapping["file"]);
  return { ...mapping, file: value === "" ? others : { ...others, [setting]: value } };
}

export function textSetting(mapping: MappingDraft, setting: string): string {
  return z.string().catch("").parse(mapping[setting]);
}

/** The values of a target's column that have words of ours. */
export function columnValues(mapping: MappingDraft, target: string): ReadonlyMap<string, string> {
  const source = Translated.safeParse(Entries.parse(mapping["columns"])[target]);
  return new Map(source.success ? Object.entries(source.data.values) : []);
}

/** Gives a target's column words of ours for its values; a value without a word stays as it is when none has one. */
export function withColumnValues(
  mapping: MappingDraft,
  target: string,
  values: ReadonlyMap<string, string>,
): MappingDraft {
  const column = columnsOf(mapping).get(target);
  if (column === undefined) return mapping;
  const words = [...values].filter(([, word]) => word.trim() !== "");
  const source = words.length === 0 ? column : { column, values: Object.fromEntries(words) };
  return { ...mapping, columns: { ...Entries.parse(mapping["columns"]), [target]: source } };
}
