import {
  cashEndpoints,
  STATEMENT_REPORT_PATH,
  STATEMENT_UPLOAD_PATH,
  StatementFileState,
  StatementReadingChoice,
} from "@fairflow/contract";
import { addStatementFile, newId, type StoredStatementFile } from "@fairflow/db";
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { authorise } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";
import { receiveUpload, removeUpload, uploadPath } from "../imports/upload-file.ts";
import { shownFileName } from "../imports/shown-file-name.ts";
import { authoriseKey } from "../outside/handle-key.ts";
import { keepFile } from "./keep-file.ts";
import { readStatementFile, statementFormat } from "./read-statement-file.ts";
import { statementFileState } from "./statement-file-state.ts";

/** Some 200,000 entries. */
const MAX_BYTES = 52_428_800;
const TYPES = /^(application\/octet-stream|text\/(csv|plain|xml)|application\/xml)(\s*;.*)?$/i;

/** In the query of a system that brings a file, where whole numbers are written as text. */
const ReportedChoice = z.strictObject({
  ...StatementReadingChoice.shape,
  opening: z.coerce.number().pipe(z.int()).optional(),
  closing: z.coerce.number().pipe(z.int()).optional(),
  total: z.coerce.number().pipe(z.int()).optional(),
  acceptProblems: z.stringbool().default(false),
});

/** What is no JSON: the files themselves, from a screen or from another system. */
export function mountStatements(app: Hono<AppEnv>, deps: AppDeps): void {
  app.post(STATEMENT_UPLOAD_PATH, async (context) => {
    const user = await authorise(cashEndpoints.bookStatement.policy, context.get("caller"));
    const file = await received(deps, context, user.id);
    return context.json(StatementFileState.parse(await statementFileState(deps.database, file.id)));
  });

  app.post(STATEMENT_REPORT_PATH, async (context) => {
    const holder = await authoriseKey({ kind: "key", scope: "statements" }, context.get("caller"));
    const asked = ReportedChoice.safeParse(context.req.query());
    if (!asked.success) {
      throw new HttpError("bad-request", "The query does not fit.", {
        details: asked.error.issues,
      });
    }
    const { acceptProblems, ...choice } = asked.data;
    const author = `api:${holder.name}`;
    const by = { author, actor: { kind: "api", id: holder.id } } as const;
    const file = await received(deps, context, author);
    try {
      const path = uploadPath(deps.uploadFolder, file.id);
      const reading = await readStatementFile(deps.database, { path, format: file.format }, choice);
      await keepFile(deps, { file, reading, choice, acceptProblems, by });
    } finally {
      await removeUpload(deps.uploadFolder, file.id);
    }
    deps.statements.begin(file.id);
    return context.json(StatementFileState.parse(await statementFileState(deps.database, file.id)));
  });
}

async function received(
  deps: AppDeps,
  context: Context<AppEnv>,
  startedBy: string,
): Promise<Pick<StoredStatementFile, "id" | "format">> {
  if (!TYPES.test(context.req.header("content-type") ?? "")) {
    throw new HttpError("wrong-type", "Send the file itself, as application/octet-stream.");
  }
  const fileName = shownFileName(context.req.header("x-file-name"), "statement");
  const body = context.req.raw.body;
  if (body === null) throw new HttpError("invalid", "The file is empty.");
  await deps.statements.sweep();
  const id = newId();
  const { bytes, hash } = await receiveUpload(deps.uploadFolder, id, body, MAX_BYTES);
  const format = await statementFormat(uploadPath(deps.uploadFolder, id));
  await addStatementFile(deps.database, {
    id,
    fileName,
    fileBytes: bytes,
    fileHash: hash,
    format,
    startedBy,
    startedAt: deps.realNow(),
  });
  return { id, format };
}
