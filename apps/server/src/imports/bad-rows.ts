import { createReadStream } from "node:fs";
import { zones } from "@fairflow/calendar/zones";
import {
  openAccounts,
  problemsToCsv,
  RefusedFileError,
  type BadRow,
  type Mapping,
} from "@fairflow/intake";
import { HttpError } from "../http/http-error.ts";

/**
 * The rows of a file that cannot be read, as the lines of a CSV to mend.
 *
 * @throws HttpError for a file that is refused as a whole
 */
export async function badRowsOf(path: string, mapping: Mapping): Promise<Iterable<string>> {
  const opened = await openAccounts(createReadStream(path), mapping, { zones }).catch(
    (cause: unknown) => {
      if (!(cause instanceof RefusedFileError)) throw cause;
      throw new HttpError("invalid", cause.message, { cause });
    },
  );
  const bad: BadRow[] = [];
  for await (const item of opened.rows) if (item.kind === "bad-row") bad.push(item);
  return problemsToCsv(opened.table.columns, bad);
}
