import { guardJson, MAX_DOCUMENT_BYTES, pathText } from "@fairflow/flow";
import { HttpError } from "./http-error.ts";

/**
 * Reads a JSON body of at most 1 MB, counted as it arrives, so that a chunked one without a length is cut off too.
 *
 * @throws HttpError that names the place of the fault
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json(;\s*charset=("utf-8"|utf-8))?$/i.test(type.trim())) {
    throw new HttpError("wrong-type", "Send this as application/json.");
  }
  const value = parse(await textOf(request));
  refuseUnstorable(value);
  return value;
}

async function textOf(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_DOCUMENT_BYTES) {
      throw new HttpError("too-large", `At most ${MAX_DOCUMENT_BYTES} bytes are read here.`);
    }
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new HttpError("bad-request", "The text is not UTF-8.", { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpError("bad-request", "This is not JSON.", { cause });
  }
}

/**
 * Refuses what no schema sees or no column takes: `__proto__`, nesting that exhausts the stack, NULs and half surrogates.
 *
 * @throws HttpError
 */
export function refuseUnstorable(value: unknown): void {
  const problem = guardJson(value) ?? textProblem(value);
  if (problem === undefined) return;
  const place = problem.path === "" ? "" : `${problem.path}: `;
  throw new HttpError("bad-request", `${place}${problem.message}.`);
}

/** PostgreSQL stores neither a NUL nor half of a surrogate pair. */
function textProblem(
  root: unknown,
): { readonly path: string; readonly message: string } | undefined {
  const pending: { readonly value: unknown; readonly path: readonly PropertyKey[] }[] = [
    { value: root, path: [] },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && !isStorable(value)) return refusal(path);
    if (typeof value !== "object" || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (!isStorable(key)) return refusal(path);
      pending.push({ value: child, path: [...path, Array.isArray(value) ? Number(key) : key] });
    }
  }
  return undefined;
}

function refusal(path: readonly PropertyKey[]) {
  return { path: pathText(path), message: "A character here cannot be stored" };
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
