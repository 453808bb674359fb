import type { ErrorBody } from "@fairflow/contract";
import type { Logger } from "pino";
import { HttpError, STATUS_OF } from "./http-error.ts";

/** What the caller is told of an error, and nothing more; what nobody foresaw is logged under the id that is told. */
export function errorAnswer(error: unknown, { id, log }: { id: string; log: Logger }): Response {
  const known = error instanceof HttpError ? error : unforeseen(error, id, log);
  const body: ErrorBody = {
    error: {
      code: known.code,
      message: known.message,
      id,
      ...(known.details === undefined ? {} : { details: known.details }),
    },
  };
  const { retryAfterSeconds } = known;
  const headers =
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  return Response.json(body, { status: STATUS_OF[known.code], headers });
}

function unforeseen(error: unknown, id: string, log: Logger): HttpError {
  log.error({ requestId: id, ...describe(error) }, "A request failed");
  return new HttpError("internal", "Something went wrong on the server. Nothing was saved.");
}

/** PostgreSQL's `detail` and `where` quote values, so of an error only what is ours to say is kept. */
export function describe(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const inner = error.cause instanceof Error ? describe(error.cause) : {};
  const cause =
    inner["error"] === undefined ? {} : { cause: `${inner["error"]} ${inner["code"] ?? ""}` };
  return { error: error.name, ...code, ...cause, stack: framesOf(error) };
}

/** The frames without the message, which may quote a value. */
function framesOf(error: Error): string {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 12)
    .join("\n");
}
