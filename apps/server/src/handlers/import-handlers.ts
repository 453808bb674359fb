import { access } from "node:fs/promises";
import { endpoints, type ImportState } from "@fairflow/contract";
import {
  endFeedRun,
  findAbsent,
  listFeedRuns,
  listMappings,
  listPortfolios,
  noteConfirmation,
  noteMapping,
  readFeedRun,
  recordAudit,
  saveMapping,
  type StoredFeedRun,
} from "@fairflow/db";
import { closeAccount } from "@fairflow/engine";
import { RefusedFileError } from "@fairflow/intake";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { checkedMapping } from "../imports/checked-mapping.ts";
import { detectUpload } from "../imports/detect-upload.ts";
import { importState, shownImport } from "../imports/import-state.ts";
import { previewUpload } from "../imports/preview-upload.ts";
import { goneOn, takeFile } from "../imports/take-file.ts";
import { removeUpload, uploadPath } from "../imports/upload-file.ts";
import { userNames } from "../sign-in/users.ts";

const SHOWN_IMPORTS = 100;

/** Accounts from files: looked at, mapped, previewed, imported. */
export function importHandlers(deps: AppDeps) {
  const { database, realNow } = deps;
  const stateOf = async (id: string): Promise<ImportState> => {
    const state = await importState(deps, id);
    if (state === undefined) throw notFound("import");
    return state;
  };
  return {
    imports: handle(endpoints.imports, async () => {
      const [runs, names] = await Promise.all([
        listFeedRuns(database, SHOWN_IMPORTS),
        userNames(database),
      ]);
      return runs.map((run) => shownImport(run, names, deps.imports.rowsPerSecond(run.id)));
    }),

    importState: handle(endpoints.importState, ({ input: { params } }) => stateOf(params.id)),

    importDetection: handle(endpoints.importDetection, async ({ input: { params } }) => {
      const path = await waitingFile(deps, params.id);
      const run = await stateOf(params.id);
      const portfolios = await listPortfolios(database);
      const found = await refusable(() => detectUpload(path, run.fileName, portfolios.at(-1)));
      return { ...run, ...found };
    }),

    previewImport: handle(endpoints.previewImport, async ({ input: { params, body } }) => {
      const path = await waitingFile(deps, params.id);
      const mapping = checkedMapping(body.mapping);
      await noteMapping(database, params.id, body.mapping);
      return refusable(() => previewUpload(path, mapping));
    }),

    commitImport: handle(endpoints.commitImport, async ({ input: { params, body }, user }) => {
      await waitingFile(deps, params.id);
      const order = await takeFile(deps, {
        id: params.id,
        document: body.mapping,
        acceptBadRows: body.acceptBadRows,
        actor: { kind: "user", id: user.id },
      });
      deps.imports.begin(order);
      return stateOf(params.id);
    }),

    confirmImport: handle(endpoints.confirmImport, async ({ input: { params, body }, user }) => {
      const run = await readFeedRun(database, params.id);
      if (run === undefined) throw notFound("import");
      if (run.asOf === null || !(await noteConfirmation(database, params.id, user.id)))
        throw goneOn();
      const { missing } = await findAbsent(database, run.asOf);
      if (body.closeAbsent) {
        for (const accountId of missing) {
          await closeAccount(deps.facts, { accountId, reason: "closed", author: user.id });
        }
      }
      await database.transaction(async (tx) => {
        await endFeedRun(tx, params.id, { status: "done" }, realNow());
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: body.closeAbsent ? "import.close_absent" : "import.keep_absent",
            subject: { kind: "import", id: params.id },
            after: { absent: missing.length },
          },
        ]);
      });
      return stateOf(params.id);
    }),

    cancelImport: handle(endpoints.cancelImport, async ({ input: { params }, user }) => {
      const run = await readFeedRun(database, params.id);
      if (run === undefined) throw notFound("import");
      await database.transaction(async (tx) => {
        if (!(await endFeedRun(tx, params.id, { status: "cancelled" }, realNow()))) throw goneOn();
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "import.cancel",
            subject: { kind: "import", id: params.id },
            before: { status: run.status },
          },
        ]);
      });
      await deps.imports.ended(params.id);
      await removeUpload(deps.uploadFolder, params.id);
      return DONE;
    }),

    mappings: handle(endpoints.mappings, async () => {
      const mappings = await listMappings(database);
      return {
        mappings: mappings.map(({ name, mapping }) => ({
          name,
          mapping: { ...objectOf(mapping) },
        })),
        next: null,
      };
    }),

    saveMapping: handle(endpoints.saveMapping, async ({ input: { params, body }, user }) => {
      checkedMapping(body.mapping);
      const authorship = { author: user.id, now: realNow() };
      await database.transaction(async (tx) => {
        await saveMapping(tx, { name: params.name, mapping: body.mapping }, authorship);
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "mapping.save",
            subject: { kind: "mapping", id: params.name },
          },
        ]);
      });
      return DONE;
    }),
  };
}

/** @throws HttpError where the file is not there any more, or not on this machine */
async function waitingFile(deps: AppDeps, id: string): Promise<string> {
  const run: StoredFeedRun | undefined = await readFeedRun(deps.database, id);
  if (run === undefined) throw notFound("import");
  if (run.status !== "ready") throw goneOn();
  const path = uploadPath(deps.uploadFolder, id);
  try {
    await access(path);
  } catch (cause) {
    throw new HttpError("conflict", "The file is not here any more. Upload it again.", { cause });
  }
  return path;
}

/** A file that is refused as a whole is an answer, not a fault. */
async function refusable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof RefusedFileError)) throw cause;
    throw new HttpError("invalid", cause.message, { cause });
  }
}

/** What is stored was checked when it was saved. */
function objectOf(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
