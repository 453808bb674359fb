/** How Twilio writes a form: printable ASCII, everything else escaped in capitals. */
const FORM = /^(?:[!-$'-<>-~&=]|%[0-9A-F]{2})*$/u;

/**
 * The fields of a form as it was written. Two forms that differ in a byte never read the same: a signature covers names
 * and values run together, so that a border which moves, an escape written otherwise or a field that is told twice would
 * pass with it.
 *
 * @returns undefined where the form could be read in another way
 */
export function formFields(body: Uint8Array): ReadonlyMap<string, string> | undefined {
  const text = decode(body);
  if (text === undefined || !FORM.test(text)) return undefined;
  const fields = new Map<string, string>();
  for (const pair of text === "" ? [] : text.split("&")) {
    const [name, value, ...more] = pair.split("=", 3).map(unescapeField);
    if (name === undefined || value === undefined || more.length > 0) return undefined;
    if (name === "" || fields.has(name)) return undefined;
    fields.set(name, value);
  }
  return fields;
}

function unescapeField(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    // Escapes that are no UTF-8.
    return undefined;
  }
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}
