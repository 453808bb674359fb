import { createHash } from "node:crypto";
import { letterBatch } from "@fairflow/channels";
import { letterEndpoints, LETTERS_DOWNLOAD_PATH } from "@fairflow/contract";
import { listLetterBatches, recordAudit, type PrintedFile } from "@fairflow/db";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { authorise } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { printedFiles } from "./run-letters.ts";
import { zipFiles } from "./zip-files.ts";

/** What is no JSON: a closed batch, for whoever prints it. That it was taken is on the trail. */
export function mountLetterFiles(app: Hono<AppEnv>, deps: AppDeps): void {
  app.get(LETTERS_DOWNLOAD_PATH, async (context) => {
    const user = await authorise(letterEndpoints.handOverLetters.policy, context.get("caller"));
    const id = z.uuid().safeParse(context.req.param("id")).data;
    const { database } = deps;
    const [batch] = id === undefined ? [] : await listLetterBatches(database, { id, limit: 1 });
    if (batch === undefined) throw notFound("batch");
    if (batch.status === "filling") {
      throw new HttpError("conflict", "This batch is not ready yet.");
    }
    const files = await printedFiles({ database, keyring: deps.keys() }, batch.id);
    await recordAudit(database, [
      {
        actor: { kind: "user", id: user.id },
        action: "letters.download",
        subject: { kind: "letter-batch", id: batch.id },
        after: { letters: files.length },
      },
    ]);
    const all = new Map([...letterBatch(files), ["manifest.json", manifestOf(batch.id, files)]]);
    return new Response(zipFiles(all), {
      headers: {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="letters-${batch.id}.zip"`,
      },
    });
  });
}

/** The list of a batch as the systems of print houses read it. */
function manifestOf(batchId: string, files: readonly PrintedFile[]): Uint8Array {
  const letters = files.map(({ attemptId, language, pages, pdf }) => ({
    file: `${attemptId}.pdf`,
    attempt: attemptId,
    language,
    pages,
    bytes: pdf.length,
    sha256: createHash("sha256").update(pdf).digest("hex"),
  }));
  return Buffer.from(`${JSON.stringify({ batch: batchId, letters }, null, 2)}\n`);
}
