/** The bytes as text; undefined where they are no UTF-8 or begin with a byte order mark, which no gateway sends. */
export function readText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith("\uFEFF") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The bytes as JSON; undefined where they are none. What it holds is not trusted: parse it by a schema. */
export function readJson(bytes: Uint8Array): unknown {
  const text = readText(bytes);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
