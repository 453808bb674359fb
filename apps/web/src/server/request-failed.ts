import type { ErrorBody } from "@fairflow/contract";

export type FailureCode = ErrorBody["error"]["code"] | "offline";

/** A request that was not done: what happened, in a sentence for people, with an id to quote. */
export class RequestFailed extends Error {
  readonly code: FailureCode;
  readonly id: string | undefined;
  readonly details: unknown;

  constructor(failure: {
    readonly code: FailureCode;
    readonly message: string;
    readonly id?: string;
    readonly details?: unknown;
    readonly cause?: unknown;
  }) {
    super(failure.message, { cause: failure.cause });
    this.name = "RequestFailed";
    this.code = failure.code;
    this.id = failure.id;
    this.details = failure.details;
  }
}

/** What to tell people about an error of any kind. */
export function messageOf(error: unknown): string {
  if (error instanceof RequestFailed) return error.message;
  return "Something went wrong in this page. Nothing was changed; try again.";
}
