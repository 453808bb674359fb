import { z } from "zod";

/**
 * A backup is gzip of lines: the manifest, then for each table a heading and its rows as COPY writes them (which escapes
 * line breaks), closed by `\.`, then the ending. One without its ending was broken off.
 */
export const Manifest = z.strictObject({
  schema: z.literal("fairflow.backup/1"),
  madeAt: z.iso.datetime(),
  /** Of the program. */
  version: z.string(),
  migrations: z.array(z.strictObject({ name: z.string(), hash: z.string() })),
  /** Which master keys open it; the keys themselves are not in it. */
  masterKeyIds: z.array(z.string()),
  /** The first and the last day of the daily snapshots. */
  snapshotDays: z.tuple([z.iso.date(), z.iso.date()]).nullable(),
});
export type Manifest = z.infer<typeof Manifest>;

export const Heading = z.strictObject({ table: z.string(), columns: z.array(z.string()) });
export type Heading = z.infer<typeof Heading>;

export const Ending = z.strictObject({ end: z.literal(true), rows: z.record(z.string(), z.int()) });
export type Ending = z.infer<typeof Ending>;

export const TABLE_END = String.raw`\.`;
