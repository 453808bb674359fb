import { createReadStream } from "node:fs";
import {
  openTable,
  overlookedColumns,
  RefusedFileError,
  type Lookalike,
  type Mapping,
} from "@fairflow/intake";

/** For whoever brings a file at the command line. */
export function overlookedWarning({ column, target }: Lookalike): string {
  return `Warning: the mapping leaves out the column "${column}", which looks like ${target}.\n`;
}

/** Columns of a file that a mapping leaves out and that look as if they were meant; none of a file that is refused. */
export async function overlookedIn(path: string, mapping: Mapping): Promise<readonly Lookalike[]> {
  const source = createReadStream(path);
  try {
    const headerMarker = mapping.controls.header?.marker;
    const table = await openTable(source, mapping.file, { headerMarker });
    await table.close();
    return overlookedColumns(table.columns, mapping);
  } catch (cause) {
    // Whoever imports it is told why.
    if (cause instanceof RefusedFileError) return [];
    throw cause;
  } finally {
    source.destroy();
  }
}
