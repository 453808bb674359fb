import {
  beginFeedRun,
  ensureCustomFields,
  readClock,
  recordAudit,
  type Database,
  type Transaction,
} from "@fairflow/db";
import type { Mapping } from "@fairflow/intake";
import { HttpError } from "../http/http-error.ts";
import { checkedMapping } from "./checked-mapping.ts";
import type { ImportOrder } from "./run-import.ts";

export interface FileToTake {
  readonly id: string;
  /** The mapping as it was given. */
  readonly document: unknown;
  readonly acceptBadRows: boolean;
  readonly actor: { readonly kind: "user"; readonly id: string } | { readonly kind: "system" };
}

/**
 * Takes a file that has arrived for its import, once, and writes down who had it imported.
 *
 * @throws HttpError where the mapping is not one, a field of it clashes, or the import has gone on meanwhile
 */
export async function takeFile(
  { database }: { readonly database: Database },
  { id, document, acceptBadRows, actor }: FileToTake,
): Promise<Omit<ImportOrder, "path" | "onProgress">> {
  const mapping = checkedMapping(document);
  const { now: asOf } = await readClock(database);
  await database.transaction(async (tx) => {
    await addFields(tx, mapping, asOf);
    const how = { mapping: document, kind: mapping.feed, asOf };
    if (!(await beginFeedRun(tx, id, how))) throw goneOn();
    await recordAudit(tx, [
      {
        actor,
        action: "import.commit",
        subject: { kind: "import", id },
        after: { feed: mapping.feed, acceptBadRows },
      },
    ]);
  });
  const author = actor.kind === "user" ? actor.id : "system";
  return { id, mapping, document, acceptBadRows, author, asOf };
}

export function goneOn(): HttpError {
  return new HttpError("conflict", "This import has gone on meanwhile. Reload the page.");
}

/** @throws HttpError where a field is there already and of another type */
async function addFields(tx: Transaction, mapping: Mapping, now: Date): Promise<void> {
  const fields = Object.entries(mapping.custom).map(([key, { type, pii }]) => ({
    key,
    label: key.replaceAll("_", " "),
    type,
    isPii: pii,
  }));
  const [clash] = await ensureCustomFields(tx, fields, now);
  if (clash === undefined) return;
  throw new HttpError(
    "conflict",
    `The field "${clash}" is here already with another type. Give this column another name.`,
  );
}
