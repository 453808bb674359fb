/** So many rows travel in one statement: enough to fill it, few enough to keep memory flat. */
const ROWS_PER_STATEMENT = 10_000;

/**
 * Rows for `jsonb_to_recordset`, which unlike `unnest` can carry arrays and optional columns. Undefined becomes null.
 */
export function rowSet(rows: readonly Readonly<Record<string, unknown>>[]): string {
  return JSON.stringify(rows);
}

/** Bytes as PostgreSQL reads them from text. */
export function byteaText(bytes: Uint8Array): string {
  return `\\x${hexOf(bytes)}`;
}

/** Equal for equal bytes, as a key of a map must be. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

export function* inChunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += ROWS_PER_STATEMENT) {
    yield items.slice(start, start + ROWS_PER_STATEMENT);
  }
}
