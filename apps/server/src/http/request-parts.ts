import type { Input } from "@fairflow/contract";
import { problemsOf } from "@fairflow/flow";
import type { Context } from "hono";
import { z } from "zod";
import { HttpError } from "./http-error.ts";
import { readJson, refuseUnstorable } from "./read-json.ts";

/**
 * Reads from a request the parts that `input` names, and parses them by the schema of all.
 *
 * @throws HttpError: 422 with the issues for a body that does not fit, 400 for the other parts
 */
export async function requestParts<Schema extends z.ZodType>(
  context: Context,
  input: Input,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parts: Record<string, unknown> = {};
  if (input["params"] !== undefined) parts["params"] = context.req.param();
  if (input["query"] !== undefined) parts["query"] = queryOf(new URL(context.req.url).searchParams);
  if (input["ifMatch"] !== undefined) parts["ifMatch"] = revisionOf(context.req.header("if-match"));
  refuseUnstorable(parts);
  if (input["body"] !== undefined) parts["body"] = await readJson(context.req.raw);
  const result = z.safeParse(schema, parts);
  if (result.success) return result.data;
  throw misfit(result.error);
}

function queryOf(search: URLSearchParams): Readonly<Record<string, string>> {
  const entries = [...search];
  const names = new Set(entries.map(([name]) => name));
  if (names.size < entries.length) {
    throw new HttpError("bad-request", "A parameter of the address stands there twice.");
  }
  return Object.fromEntries(entries);
}

function revisionOf(header: string | undefined): string {
  const revision = /^"(\d{1,10})"$/.exec((header ?? "").trim())?.[1];
  if (revision !== undefined) return revision;
  throw new HttpError(
    "bad-request",
    'Say in If-Match which revision this is based on, such as "3".',
  );
}

function misfit(error: z.ZodError): HttpError {
  const inBody = error.issues.some(({ path }) => path[0] === "body");
  const issues = problemsOf(error).map(({ path, message }) => ({
    path: path.replace(/^(body|params|query)\.?/, ""),
    message,
  }));
  const [first] = issues;
  const place = first === undefined || first.path === "" ? "" : `${first.path}: `;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new HttpError(
    inBody ? "invalid" : "bad-request",
    `${place}${first?.message ?? "The request does not fit"}${more}`,
    { details: { issues: issues.slice(0, 100) } },
  );
}
