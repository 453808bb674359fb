import { readdir, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { uploadsInUse, type Database } from "@fairflow/db";
import type { StatementDesk } from "../statements/statement-desk.ts";
import type { ImportDesk } from "./import-desk.ts";
import { removeUpload, UPLOAD_WAITS_MS, uploadPath } from "./upload-file.ts";

const LOOK_EVERY_MS = 3_600_000;

export interface UploadSweepDeps {
  readonly database: Database;
  readonly imports: Pick<ImportDesk, "sweep">;
  readonly statements: Pick<StatementDesk, "sweep">;
  readonly uploadFolder: string;
  readonly realNow: () => Date;
}

/** Deletes uploads that nobody decided about, every hour: they lie on the machine that serves. */
export function startUploadSweeper(
  deps: UploadSweepDeps & {
    readonly onFault: (what: string, id: string, fault: unknown) => void;
  },
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await sweepUploads(deps).catch((fault: unknown) => deps.onFault("uploads", "sweep", fault));
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

/**
 * Cancels imports and bank statements that nobody decided about for a day and deletes their files, with those of which the
 * database knows nothing: a process that was killed while it took them in left them.
 */
export async function sweepUploads(deps: UploadSweepDeps): Promise<void> {
  const { database, imports, statements, uploadFolder, realNow } = deps;
  await imports.sweep();
  await statements.sweep();
  const before = realNow().getTime() - UPLOAD_WAITS_MS;
  const files = await readdir(uploadFolder).catch(() => []);
  const ids = files.flatMap((file) => /^([0-9a-f-]{36})\.csv$/.exec(file)?.[1] ?? []);
  const inUse = await uploadsInUse(database, ids);
  for (const id of ids) {
    if (inUse.has(id)) continue;
    // One that is on its way in has no row yet.
    const file = await stat(uploadPath(uploadFolder, id)).catch(() => undefined);
    if (file !== undefined && file.mtimeMs < before) await removeUpload(uploadFolder, id);
  }
}
