import { instantAt, isLocalDate, type Zone, type Zones, zoneNamed } from "@fairflow/calendar";
import { z } from "zod";

const Name = z.string().trim().min(1).max(200);

/** How the columns of a file become the fields of its rows, `fairflow.rows/1`. Without one they have the fields' names. */
export const RowMapping = z.strictObject({
  schema: z.literal("fairflow.rows/1").default("fairflow.rows/1"),
  /** By field: the name of the column. */
  columns: z.record(z.string(), Name).default({}),
  /** By field: what holds for every row. */
  constants: z.record(z.string(), Name).default({}),
  /** By field: what a cell says, and the field's word for it: `{ "state": { "17.1": "debt_review" } }`. */
  values: z.record(z.string(), z.record(z.string(), Name)).default({}),
  /** How times and days are written where they are not ISO 8601, and in which zone. */
  times: z
    .strictObject({
      /** Such as `DD/MM/YYYY HH:mm`; days are its part before the space. */
      format: z.string().regex(/^(YYYY|MM|DD|HH|mm|ss|[-/. :T])+$/, "Use YYYY, MM, DD, HH, mm, ss"),
      zone: Name,
    })
    .optional(),
});
export type RowMapping = z.infer<typeof RowMapping>;

/** Which fields are instants and which are days. */
export interface RowForm {
  readonly fields: readonly string[];
  readonly instants: readonly string[];
  readonly days: readonly string[];
}

/** Reads one record by the mapping: empty cells are no fields; a time that cannot be read stays as it is, for the schema. */
export type RowReader = (cells: readonly string[]) => Readonly<Record<string, string>>;

/**
 * @param columns those of the file, in its order
 * @throws RowMappingError for a field or a column that is not there, or an unknown zone
 */
export function rowReader(
  mapping: RowMapping,
  form: RowForm,
  { columns, zones }: { readonly columns: readonly string[]; readonly zones: Zones },
): RowReader {
  const named = Object.keys({ ...mapping.columns, ...mapping.constants, ...mapping.values });
  const unknown = named.find((field) => !form.fields.includes(field));
  if (unknown !== undefined) {
    throw new RowMappingError(`There is no field ${unknown}; there are ${form.fields.join(", ")}`);
  }
  const places = form.fields.flatMap((field) => {
    const column = columnOf(mapping, field);
    const exact = columns.indexOf(column);
    // A column that is not named for a field is known by the field's name however it is spaced: `ID number`.
    const place =
      exact !== -1 || mapping.columns[field] !== undefined
        ? exact
        : columns.findIndex((other) => plain(other) === plain(field));
    if (place === -1 && mapping.columns[field] !== undefined) {
      throw new RowMappingError(`The file has no column ${column}`);
    }
    return place === -1 ? [] : [{ field, place }];
  });
  if (places.length === 0) {
    throw new RowMappingError(
      "No column of the file is a field: say which is which with --mapping",
    );
  }
  const { times } = mapping;
  const zone = times === undefined ? undefined : zoneNamed(zones, times.zone);
  if (times !== undefined && zone === undefined) {
    throw new RowMappingError(`There is no zone ${times.zone}`);
  }
  const readTime =
    times === undefined || zone === undefined ? () => undefined : timeReader(times.format, zone);
  const readDay = times === undefined ? () => undefined : dayReader(times.format);
  return (cells) => {
    const row: Record<string, string> = { ...mapping.constants };
    for (const { field, place } of places) {
      const cell = (cells[place] ?? "").trim();
      if (cell === "") continue;
      const said = mapping.values[field]?.[cell] ?? cell;
      if (form.instants.includes(field)) row[field] = readTime(said) ?? said;
      else if (form.days.includes(field)) row[field] = readDay(said) ?? said;
      else row[field] = said;
    }
    return row;
  };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}

/** The column of a field, by which a problem is told to whoever has the file open. */
export function columnOf({ columns }: RowMapping, field: string): string {
  return columns[field] ?? field;
}

/** A mapping that does not fit the file. Names fields and columns only. */
export class RowMappingError extends Error {
  override readonly name = "RowMappingError";
}

const PARTS: Readonly<Record<string, string>> = {
  YYYY: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>[01]?\d|2[0-3])`,
  mm: String.raw`(?<minute>[0-5]\d)`,
  ss: String.raw`(?<second>[0-5]\d)`,
};

function timeReader(format: string, zone: Zone): (text: string) => string | undefined {
  const pattern = patternOf(format);
  return (text) => {
    const parts = pattern.exec(text)?.groups;
    const day = dayOf(parts);
    if (parts === undefined || day === undefined) return undefined;
    const minute = Number(parts["hour"] ?? 0) * 60 + Number(parts["minute"] ?? 0);
    const start = instantAt(zone, day, minute).getTime();
    return new Date(start + Number(parts["second"] ?? 0) * 1000).toISOString();
  };
}

function dayReader(format: string): (text: string) => string | undefined {
  const pattern = patternOf(format.split(/[ T]/)[0] ?? format);
  return (text) => dayOf(pattern.exec(text)?.groups);
}

function patternOf(format: string): RegExp {
  const source = format.replaceAll(
    /YYYY|MM|DD|HH|mm|ss|[^A-Za-z]|T/g,
    (token) => PARTS[token] ?? token.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`),
  );
  return new RegExp(`^${source}$`);
}

function dayOf(parts: Readonly<Record<string, string>> | undefined) {
  if (parts === undefined) return undefined;
  const { year = "", month = "", day = "" } = parts;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isLocalDate(date) ? date : undefined;
}
