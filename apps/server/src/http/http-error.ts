import type { ErrorBody } from "@fairflow/contract";

export type ErrorCode = ErrorBody["error"]["code"];

/** The one table of status codes. 401 asks to sign in; 412 and 422 carry details that the web shows. */
export const STATUS_OF = {
  "bad-request": 400,
  "not-signed-in": 401,
  "not-allowed": 403,
  "not-found": 404,
  conflict: 409,
  stale: 412,
  "too-large": 413,
  "wrong-type": 415,
  invalid: 422,
  "too-many": 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Readonly<Record<ErrorCode, number>>;

/** A request that cannot be answered as asked. The message is a plain sentence without personal data. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly code: ErrorCode;
  /** What the caller needs to go on: issues, the draft as it stands. */
  readonly details: unknown;
  /** Where asking again later helps. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: ErrorOptions & { details?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, options);
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export function notFound(what: string): HttpError {
  return new HttpError("not-found", `There is no such ${what}.`);
}
