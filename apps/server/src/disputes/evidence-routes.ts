import {
  disputeEndpoints,
  EVIDENCE_PATH,
  EVIDENCE_UPLOAD_PATH,
  EvidenceView,
} from "@fairflow/contract";
import { keepEvidence, readClock, readDispute, readEvidence, recordAudit } from "@fairflow/db";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { authorise } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { shownFileName } from "../imports/shown-file-name.ts";
import { FILE_LIMIT_BYTES, fileTypeOf } from "../pages/file-type.ts";
import { readFile } from "./read-file.ts";

/** Whoever works on disputes, and nobody else, sees what people sent. */
const POLICY = disputeEndpoints.decideDispute.policy;

/** Files for a dispute: known by their first bytes, encrypted where they lie, and only ever downloaded. */
export function mountEvidence(app: Hono<AppEnv>, deps: AppDeps): void {
  app.post(EVIDENCE_UPLOAD_PATH, async (context) => {
    const user = await authorise(POLICY, context.get("caller"));
    const type = context.req.header("content-type") ?? "";
    if (!/^application\/octet-stream(\s*;.*)?$/i.test(type)) {
      throw new HttpError("wrong-type", "Send the file itself, as application/octet-stream.");
    }
    const id = idOf(context.req.param("id"), "dispute");
    const content = await readFile(context.req.raw, FILE_LIMIT_BYTES);
    const mediaType = fileTypeOf(content);
    if (mediaType === undefined) {
      throw new HttpError("invalid", "Send a PDF or a picture (JPEG, PNG, WebP or HEIC).");
    }
    const fileName = shownFileName(context.req.header("x-file-name"), "evidence");
    const view = await deps.database.transaction(async (tx): Promise<EvidenceView> => {
      const dispute = await readDispute(tx, id);
      if (dispute === undefined) throw notFound("dispute");
      const { now } = await readClock(tx);
      const { debtorId, accountId } = dispute;
      const kept = { debtorId, accountId, disputeId: id, kind: "dispute" as const };
      const file = { ...kept, mediaType, fileName, content, broughtBy: user.id };
      const evidenceId = await keepEvidence(tx, deps.keys(), file, now);
      if (evidenceId === undefined) {
        throw new HttpError("too-many", "No more files can be kept for this person today.");
      }
      await recordAudit(tx, [
        {
          actor: { kind: "user", id: user.id },
          action: "evidence.add",
          subject: { kind: "evidence", id: evidenceId },
          after: { disputeId: id, mediaType, bytes: content.length },
        },
      ]);
      const by = user.name;
      const atMs = now.getTime();
      return { id: evidenceId, kind: kept.kind, mediaType, bytes: content.length, by, atMs };
    });
    return context.json(EvidenceView.parse(view));
  });

  app.get(EVIDENCE_PATH, async (context) => {
    const user = await authorise(POLICY, context.get("caller"));
    const id = idOf(context.req.param("id"), "file");
    const file = await deps.database.transaction(async (tx) => {
      const found = await readEvidence(tx, deps.keys(), id);
      if (found === undefined) throw notFound("file");
      await recordAudit(tx, [
        {
          actor: { kind: "user", id: user.id },
          action: "evidence.read",
          subject: { kind: "evidence", id },
        },
      ]);
      return found;
    });
    // Never shown by our origin: what a stranger sent is only ever saved.
    return new Response(Buffer.from(file.content), {
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  });
}

function idOf(text: string | undefined, what: string): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw notFound(what);
  return id.data;
}
