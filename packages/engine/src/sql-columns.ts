/**
 * Columns of a batch on their way to the server. Shipping arrays is most of what a batch costs, so each is made as the
 * text that PostgreSQL reads, once, and never goes through the driver's own array code. Statements name their largest
 * column first: the driver's buffer then grows once.
 */

/** Numbers, ids, instants and other values that need no quotes, as the text of an array. */
export function plainArray(values: readonly (string | number | null)[]): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}

/** Any text as the text of an array. */
export function textArray(values: readonly (string | null)[]): string {
  // Neighbours are mostly alike.
  let last: string | null = null;
  let written = "NULL";
  const elements = values.map((value) => {
    if (value !== last) {
      last = value;
      written = element(value);
    }
    return written;
  });
  return `{${elements.join(",")}}`;
}

/** JSON texts as lines: JSON has no line break outside its escapes, so nothing needs quoting. */
export function jsonLines(values: readonly string[]): string {
  return values.join("\n");
}

/** Lists of short texts, one a line, with tabs between: for `string_to_array`. */
export function listLines(lists: readonly (readonly string[])[]): string {
  return lists.map((list) => list.map(withoutBreaks).join("\t")).join("\n");
}

const PLAIN = /^[\w.:@/+-]+$/;

function element(value: string | null): string {
  if (value === null) return "NULL";
  // Unquoted, PostgreSQL takes NULL in any case for none.
  if (PLAIN.test(value) && value.toLowerCase() !== "null") return value;
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function withoutBreaks(text: string): string {
  return text.includes("\t") || text.includes("\n") ? text.replaceAll(/[\t\n]/g, " ") : text;
}
