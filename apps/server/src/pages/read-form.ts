import type { z } from "zod";
import { HttpError } from "../http/http-error.ts";

const MAX_BYTES = 4_096;

/** Reads a small form that was posted by a page of ours. @throws HttpError */
export async function readForm<Form extends z.ZodType>(
  request: Request,
  form: Form,
): Promise<z.output<Form>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded(\s*;.*)?$/i.test(type)) {
    throw new HttpError("wrong-type", "Send the form of the page.");
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new HttpError("too-large", "The form is too large.");
    chunks.push(chunk);
  }
  const entries = [...new URLSearchParams(Buffer.concat(chunks).toString("utf8"))];
  const parsed = form.safeParse(Object.fromEntries(entries));
  if (parsed.success && new Set(entries.map(([name]) => name)).size === entries.length) {
    return parsed.data;
  }
  throw new HttpError("bad-request", "The form cannot be read. Open the link again.");
}
