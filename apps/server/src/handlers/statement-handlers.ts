import { access } from "node:fs/promises";
import { cashEndpoints } from "@fairflow/contract";
import {
  endStatementFile,
  listStatementFiles,
  listStatementLayouts,
  readStatementFile as findStatementFile,
  recordAudit,
  saveStatementLayout,
  type StoredStatementFile,
} from "@fairflow/db";
import { RemittanceLayout, StatementLayout } from "@fairflow/statements";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { removeUpload, uploadPath } from "../imports/upload-file.ts";
import { handleKey } from "../outside/handle-key.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { glanceAtTable } from "../statements/glance-at-table.ts";
import { keepFile } from "../statements/keep-file.ts";
import { previewStatement } from "../statements/preview-statement.ts";
import { readStatementFile } from "../statements/read-statement-file.ts";
import { shownStatementFile, statementFileState } from "../statements/statement-file-state.ts";

const LISTED = 100;
const LayoutObject = z.record(z.string(), z.unknown());

/** Files of bank statements: from what they say to what is kept of them. */
export function statementHandlers(deps: AppDeps) {
  const { database, realNow } = deps;
  return {
    statementFiles: handle(cashEndpoints.statementFiles, async () => {
      const [files, nameOf] = await Promise.all([
        listStatementFiles(database, LISTED),
        authorNames(database),
      ]);
      return { files: files.map((file) => shownStatementFile(file, nameOf)), next: null };
    }),

    statementFile: handle(cashEndpoints.statementFile, ({ input: { params } }) =>
      statementFileState(database, params.id),
    ),

    statementGlance: handle(cashEndpoints.statementGlance, async ({ input: { params } }) => {
      const { file, path } = await waitingFile(deps, params.id);
      if (file.format !== "table") {
        throw new HttpError("invalid", "This file is no table: it needs no layout.");
      }
      return glanceAtTable(database, path, file.fileName);
    }),

    previewStatement: handle(
      cashEndpoints.previewStatement,
      async ({ input: { params, body } }) => {
        const { file, path } = await waitingFile(deps, params.id);
        const { format } = file;
        return previewStatement(deps, await readStatementFile(database, { path, format }, body));
      },
    ),

    bookStatement: handle(
      cashEndpoints.bookStatement,
      async ({ input: { params, body }, user }) => {
        const { file, path } = await waitingFile(deps, params.id);
        const { acceptProblems, ...choice } = body;
        const reading = await readStatementFile(database, { path, format: file.format }, choice);
        const by = { author: user.id, actor: { kind: "user", id: user.id } } as const;
        await keepFile(deps, { file, reading, choice, acceptProblems, by });
        deps.statements.begin(params.id);
        return statementFileState(database, params.id);
      },
    ),

    reportedStatement: handleKey(deps, cashEndpoints.reportedStatement, ({ input: { params } }) =>
      statementFileState(database, params.id),
    ),

    cancelStatement: handle(cashEndpoints.cancelStatement, async ({ input: { params }, user }) => {
      const file = await findStatementFile(database, params.id);
      if (file === undefined) throw notFound("file of statements");
      await database.transaction(async (tx) => {
        if (!(await endStatementFile(tx, params.id, { status: "cancelled" }, realNow()))) {
          throw goneOn();
        }
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "statement.cancel",
            subject: { kind: "statement-file", id: params.id },
            before: { status: file.status },
          },
        ]);
      });
      await removeUpload(deps.uploadFolder, params.id);
      return DONE;
    }),

    statementLayouts: handle(cashEndpoints.statementLayouts, async () => {
      const layouts = await listStatementLayouts(database);
      return {
        layouts: layouts.map(({ name, kind, document }) => ({
          name,
          kind,
          layout: LayoutObject.parse(document),
        })),
        next: null,
      };
    }),

    saveStatementLayout: handle(
      cashEndpoints.saveStatementLayout,
      async ({ input: { params, body }, user }) => {
        const schema = body.kind === "statement" ? StatementLayout : RemittanceLayout;
        const parsed = schema.safeParse({ ...body.layout, name: params.name });
        if (!parsed.success) {
          const details = parsed.error.issues.map(({ path, message }) => ({
            path: path.join("/"),
            message,
          }));
          throw new HttpError("invalid", layoutFault(details), { details });
        }
        const document: unknown = parsed.data;
        await database.transaction(async (tx) => {
          const stored = { name: params.name, kind: body.kind, document };
          await saveStatementLayout(tx, stored, { author: user.id, now: realNow() });
          await recordAudit(tx, [
            {
              actor: { kind: "user", id: user.id },
              action: "statement.layout",
              subject: { kind: "statement_layout", id: params.name },
              after: document,
            },
          ]);
        });
        return DONE;
      },
    ),
  };
}

function layoutFault(
  issues: readonly { readonly path: string; readonly message: string }[],
): string {
  const [first] = issues;
  return first === undefined ? "The layout cannot be read." : `${first.path}: ${first.message}.`;
}

/** @throws HttpError where the file is not there any more, or not on this machine */
async function waitingFile(
  deps: AppDeps,
  id: string,
): Promise<{ readonly file: StoredStatementFile; readonly path: string }> {
  const file = await findStatementFile(deps.database, id);
  if (file === undefined) throw notFound("file of statements");
  if (file.status !== "ready") throw goneOn();
  const path = uploadPath(deps.uploadFolder, id);
  try {
    await access(path);
  } catch (cause) {
    throw new HttpError("conflict", "The file is not here any more. Upload it again.", { cause });
  }
  return { file, path };
}

function goneOn(): HttpError {
  return new HttpError("conflict", "This file was booked or given up meanwhile. Reload the page.");
}
