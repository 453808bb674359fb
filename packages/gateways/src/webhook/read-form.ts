import { readText } from "./read-text.ts";

export interface FormField {
  readonly name: string;
  readonly value: string;
}

/**
 * The fields of `application/x-www-form-urlencoded` bytes, in their order. Undefined where the bytes are malformed or name a
 * field twice: of two values one would be checked and the other believed.
 */
export function readForm(bytes: Uint8Array): readonly FormField[] | undefined {
  const text = readText(bytes);
  if (text === undefined || !/^[\x21-\x7e]+$/.test(text)) return undefined;
  const fields: FormField[] = [];
  const names = new Set<string>();
  for (const pair of text.split("&")) {
    const equals = pair.indexOf("=");
    const name = decode(pair.slice(0, Math.max(0, equals)));
    const value = decode(pair.slice(equals + 1));
    if (equals < 1 || name === undefined || value === undefined || names.has(name)) {
      return undefined;
    }
    names.add(name);
    fields.push({ name, value });
  }
  return fields;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
