import type { SendResult } from "@fairflow/engine";
import { z } from "zod";
import { isRefusal, resultWithoutAnswer } from "../http/http-answer.ts";
import type { Exchange } from "../http/http-wire.ts";
import { retryAfterMs } from "../http/retry-after.ts";
import { meaningOfCode } from "./error-codes.ts";

/** What is read of a message that Twilio took. */
export const TakenMessage = z.object({
  sid: z.string().regex(/^(SM|MM)[0-9a-f]{32}$/u),
  status: z.string(),
  errorCode: z.number().nullish(),
});
export type TakenMessage = z.infer<typeof TakenMessage>;

const Refusal = z.object({ code: z.int() });

/** A message that failed at once gets no callback: Twilio tells no initial status. */
const FAILED_AT_ONCE: ReadonlySet<string> = new Set(["failed", "undelivered", "canceled"]);

export function resultOfTaken({ sid, status, errorCode }: TakenMessage): SendResult {
  if (!FAILED_AT_ONCE.has(status)) return { kind: "accepted", providerId: sid };
  return refused(errorCode == null ? status : String(errorCode));
}

/**
 * What an exchange means that made no message. Twilio's send is not idempotent and has no key for it, so that whatever
 * may have been taken is in doubt: a lost answer, any 5xx, a redirect, and a yes that cannot be read.
 */
export function resultOfExchange(exchange: Exchange, nowMs: number): SendResult {
  return exchange.kind === "answered"
    ? resultOfAnswer(exchange, nowMs)
    : resultWithoutAnswer(exchange);
}

function resultOfAnswer(
  { status, headers, body }: Extract<Exchange, { kind: "answered" }>,
  nowMs: number,
): SendResult {
  if (status >= 200 && status < 300) return { kind: "in-doubt", code: "unreadable-answer" };
  if (!isRefusal(status)) return { kind: "in-doubt", code: `http-${String(status)}` };
  const code = codeIn(body) ?? `http-${String(status)}`;
  if (status === 429) {
    return { kind: "retry-later", code, afterMs: retryAfterMs(headers["retry-after"], nowMs) };
  }
  // Whoever asks with wrong credentials is refused before the message is looked at.
  if (status === 401 || status === 403) return refused(code === "http-401" ? "20003" : code);
  return refused(code);
}

function refused(code: string): SendResult {
  const meaning = meaningOfCode(code);
  switch (meaning?.kind) {
    case "later":
      return { kind: "retry-later", code, afterMs: meaning.afterMs };
    case "opted-out":
      return { kind: "refused", code, address: "opted-out" };
    case "dead-address":
      return { kind: "refused", code, address: "dead" };
    case "failed":
    case undefined:
      return { kind: "refused", code };
  }
}

function codeIn(body: string): string | undefined {
  try {
    const read = Refusal.safeParse(JSON.parse(body));
    return read.success ? String(read.data.code) : undefined;
  } catch {
    // An answer that is no JSON has no code; its status says enough.
    return undefined;
  }
}
