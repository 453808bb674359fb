export type Fields = ReadonlyMap<string, string>;

/**
 * The groups of fields that reports are made of, written as headers are, with a blank line between two groups (RFC 3464,
 * section 2.1). The first field of a name counts.
 */
export function fieldGroups(text: string): readonly Fields[] {
  return text
    .replaceAll("\r\n", "\n")
    .split(/\n[\t ]*\n/)
    .map(fieldsOf)
    .filter(({ size }) => size > 0);
}

/** The fields of a mail's head. */
export function headFields(text: string): Fields {
  return fieldGroups(text)[0] ?? new Map();
}

function fieldsOf(group: string): Fields {
  const fields = new Map<string, string>();
  for (const line of group.replaceAll(/\n[\t ]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}
