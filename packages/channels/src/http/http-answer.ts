import { GIVEN_BACK, type SendResult } from "@fairflow/engine";
import type { Exchange } from "./http-wire.ts";
import type { CodeMeaning, HttpSettings } from "./http-settings.ts";
import { readPath } from "./json-path.ts";
import { retryAfterMs } from "./retry-after.ts";

/** A connection that could not be made, or a provider that asks for patience without saying how much. */
const LATER_MS = 60_000;
const UNREACHABLE_MS = 30_000;

/** Credentials that a person must mend. */
const MEND_MS = 300_000;

/** What an exchange means that brought no answer. */
export function resultWithoutAnswer(exchange: Exclude<Exchange, { kind: "answered" }>): SendResult {
  switch (exchange.kind) {
    case "given-back":
      return GIVEN_BACK;
    case "not-sent":
      return { kind: "retry-later", code: exchange.code, afterMs: UNREACHABLE_MS };
    case "lost":
      return { kind: "in-doubt", code: exchange.code };
  }
}

/** Whoever says that a request took too long (408) may have passed it on: it refuses nothing. */
export function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408;
}

/**
 * What a provider's answer means by its settings. A yes must say which message it is about; whatever may have been taken
 * without saying so is in doubt.
 */
export function resultOfHttp(
  { answer }: Pick<HttpSettings, "answer">,
  exchange: Exchange,
  nowMs: number,
): SendResult {
  if (exchange.kind !== "answered") return resultWithoutAnswer(exchange);
  const { status, headers } = exchange;
  const said = parseJson(exchange.body);
  const error = answer.error === undefined ? undefined : readPath(said, answer.error);
  const code = error ?? `http-${String(status)}`;
  const meaning = meaningOf(answer.meanings, error);
  if (!isRefusal(status) && (status < 200 || status > 299)) return { kind: "in-doubt", code };
  if (status === 429) {
    return { kind: "retry-later", code, afterMs: retryAfterMs(headers["retry-after"], nowMs) };
  }
  if (meaning !== undefined) return resultOfMeaning(meaning, code);
  if (status === 401 || status === 403) return { kind: "retry-later", code, afterMs: MEND_MS };
  if (status >= 400) return { kind: "refused", code };
  return resultOfYes(answer, { status, said, error });
}

function resultOfYes(
  { statuses, accepted, id }: HttpSettings["answer"],
  {
    status,
    said,
    error,
  }: {
    readonly status: number;
    readonly said: unknown;
    readonly error: string | undefined;
  },
): SendResult {
  if (!statuses.includes(status)) return { kind: "in-doubt", code: `http-${String(status)}` };
  const word = accepted === undefined ? undefined : readPath(said, accepted.path);
  if (accepted !== undefined && word === undefined) {
    return { kind: "in-doubt", code: "unreadable-answer" };
  }
  if (word !== undefined && accepted?.equals.includes(word) === false) {
    return { kind: "refused", code: error ?? word };
  }
  const providerId = readPath(said, id);
  return providerId === undefined || providerId === "" || providerId.length > 200
    ? { kind: "in-doubt", code: "unreadable-answer" }
    : { kind: "accepted", providerId };
}

function meaningOf(
  meanings: HttpSettings["answer"]["meanings"],
  error: string | undefined,
): CodeMeaning | undefined {
  return error !== undefined && Object.hasOwn(meanings, error) ? meanings[error] : undefined;
}

function resultOfMeaning(meaning: CodeMeaning, code: string): SendResult {
  switch (meaning) {
    case "opted-out":
      return { kind: "refused", code, address: "opted-out" };
    case "dead-address":
      return { kind: "refused", code, address: "dead" };
    case "later":
      return { kind: "retry-later", code, afterMs: LATER_MS };
    case "refused":
    case "in-doubt":
      return { kind: meaning, code };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An answer that is no JSON says nothing at any path.
    return undefined;
  }
}
