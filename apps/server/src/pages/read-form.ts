import { readAtMost } from "@fairflow/gateways";
import type { z } from "zod";
import { HttpError } from "../http/http-error.ts";

const FORM_BYTES = 16_384;
/** A file of 5 MB with the fields beside it. */
const FILES_BYTES = 5 * 1_048_576 + 65_536;

/** Reads a small form that was posted by a page of ours. @throws HttpError */
export async function readForm<Form extends z.ZodType>(
  request: Request,
  form: Form,
): Promise<z.output<Form>> {
  if (!isOfType(request, "application/x-www-form-urlencoded")) throw wrongType();
  const body = await readAtMost(request.body, FORM_BYTES);
  if (body === undefined) throw new HttpError("too-large", "The form is too large.");
  const entries = [...new URLSearchParams(Buffer.from(body).toString("utf8"))];
  return parsed(form, entries);
}

export interface FormWithFile<Fields> {
  readonly fields: Fields;
  /** Undefined where none was chosen. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
}

/** Reads a form of ours with at most one file; undefined where all of it is too large. @throws HttpError */
export async function readFormWithFile<Form extends z.ZodType>(
  request: Request,
  form: Form,
): Promise<FormWithFile<z.output<Form>> | undefined> {
  if (!isOfType(request, "multipart/form-data")) throw wrongType();
  const body = await readAtMost(request.body, FILES_BYTES);
  if (body === undefined) return undefined;
  const entries = [...(await formDataOf(request, body))];
  const fields: [string, string][] = [];
  const files: File[] = [];
  for (const [name, value] of entries) {
    if (typeof value === "string") fields.push([name, value]);
    else if (value.size > 0) files.push(value);
  }
  if (files.length > 1) throw unreadable();
  const [file] = files;
  return {
    fields: parsed(form, fields),
    file:
      file === undefined
        ? undefined
        : { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
  };
}

async function formDataOf(request: Request, body: Uint8Array): Promise<FormData> {
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  try {
    return await new Response(Buffer.from(body), { headers }).formData();
  } catch (cause) {
    throw new HttpError("bad-request", "The form cannot be read. Open the link again.", { cause });
  }
}

function parsed<Form extends z.ZodType>(
  form: Form,
  entries: readonly (readonly [string, string])[],
): z.output<Form> {
  const read = form.safeParse(Object.fromEntries(entries));
  if (read.success && new Set(entries.map(([name]) => name)).size === entries.length) {
    return read.data;
  }
  throw unreadable();
}

function isOfType(request: Request, type: string): boolean {
  const [given] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  return given?.trim() === type;
}

function wrongType(): HttpError {
  return new HttpError("wrong-type", "Send the form of the page.");
}

function unreadable(): HttpError {
  return new HttpError("bad-request", "The form cannot be read. Open the link again.");
}
