import { Readable } from "node:stream";
import { endpoints, ImportState, PROBLEMS_PATH, UPLOAD_PATH } from "@fairflow/contract";
import { addFeedRun, newId, readFeedProblems, readFeedRun } from "@fairflow/db";
import { parseMapping, problemsToCsv } from "@fairflow/intake";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { authorise } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { badRowsOf } from "./bad-rows.ts";
import { importState } from "./import-state.ts";
import { shownFileName } from "./shown-file-name.ts";
import { receiveUpload, uploadPath } from "./upload-file.ts";

const UPLOAD_POLICY = endpoints.commitImport.policy;

const KeptRow = z.object({
  columns: z.array(z.string()),
  cells: z.array(z.string()),
  faults: z.array(z.object({ column: z.string().optional(), reason: z.string() })).min(1),
});

/** What is no JSON: the file itself, and its bad rows as a file to mend. */
export function mountUploads(app: Hono<AppEnv>, deps: AppDeps): void {
  app.post(UPLOAD_PATH, async (context) => {
    const user = await authorise(UPLOAD_POLICY, context.get("caller"));
    const type = context.req.header("content-type") ?? "";
    if (!/^(text\/csv|application\/octet-stream)(\s*;.*)?$/i.test(type)) {
      throw new HttpError("wrong-type", "Send the file itself, as text/csv.");
    }
    const fileName = shownFileName(context.req.header("x-file-name"), "accounts.csv");
    const body = context.req.raw.body;
    if (body === null) throw new HttpError("invalid", "The file is empty.");
    await deps.imports.sweep();
    const id = newId();
    const { bytes, hash } = await receiveUpload(deps.uploadFolder, id, body);
    const run = { id, fileName, fileBytes: bytes, fileHash: hash, startedBy: user.id };
    await addFeedRun(deps.database, run, deps.realNow());
    const state = await importState(deps, id);
    return context.json(ImportState.parse(state));
  });

  app.get(PROBLEMS_PATH, async (context) => {
    await authorise(UPLOAD_POLICY, context.get("caller"));
    const id = z.uuid().safeParse(context.req.param("id"));
    if (!id.success) throw notFound("import");
    const lines = await problemLines(deps, id.data);
    return new Response(Readable.toWeb(Readable.from(encoded(lines))), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="rows-to-mend.csv"',
      },
    });
  });
}

async function* encoded(
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(line);
}

/** From the file while it is there and its mapping was seen; afterwards from what was kept of it. */
async function problemLines(
  deps: AppDeps,
  id: string,
): Promise<AsyncIterable<string> | Iterable<string>> {
  const run = await readFeedRun(deps.database, id);
  if (run === undefined) throw notFound("import");
  if (run.status !== "ready") return keptLines(deps, id);
  const mapping = parseMapping(JSON.stringify(run.mapping ?? {}));
  if (mapping.kind === "refused") {
    throw new HttpError("conflict", "Say first what the columns are; then the bad rows are known.");
  }
  return badRowsOf(uploadPath(deps.uploadFolder, id), mapping.mapping);
}

async function keptLines(deps: AppDeps, id: string): Promise<Iterable<string>> {
  const kept = await readFeedProblems(deps.database, deps.keys(), id);
  const rows = kept.map(({ line, row }) => ({ line, ...KeptRow.parse(row) }));
  const columns = rows[0]?.columns ?? [];
  return problemsToCsv(
    columns,
    rows.flatMap(({ line, cells, faults }) => {
      const [first, ...others] = faults.map(({ column, reason }) => ({
        column,
        reason,
        value: undefined,
      }));
      if (first === undefined) return [];
      return [{ kind: "bad-row" as const, line, cells, faults: [first, ...others] as const }];
    }),
  );
}
