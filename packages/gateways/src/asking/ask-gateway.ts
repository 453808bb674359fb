import type { z } from "zod";
import { readAtMost } from "../webhook/read-at-most.ts";
import { readText } from "../webhook/read-text.ts";

const ANSWER_LIMIT_BYTES = 1_048_576;

/** What of the outside an adapter needs. Tests point `fetch` at a gateway of their own on loopback. */
export interface Asking {
  readonly fetch: typeof fetch;
  /** A gateway that says nothing for so long is taken not to have answered. */
  readonly timeoutMs: number;
}

export type Answer =
  | { readonly kind: "answered"; readonly text: string }
  /** It understood, and said no. */
  | { readonly kind: "refused"; readonly status: number; readonly text: string }
  /** It may or may not have done what was asked. */
  | { readonly kind: "unanswered"; readonly why: string };

/**
 * Asks a gateway. No redirect is followed: it would carry our key to an address that nobody configured. A status of 408, 429
 * or 5xx, an answer that breaks off and one over a megabyte are no answers.
 */
export async function askGateway(
  { fetch, timeoutMs }: Asking,
  url: string,
  request: {
    readonly method: "GET" | "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...request, redirect: "error", signal });
    const bytes = await readAtMost(response.body, ANSWER_LIMIT_BYTES);
    const text = bytes === undefined ? undefined : readText(bytes);
    const { status } = response;
    if (status === 408 || status === 429 || status >= 500) {
      return { kind: "unanswered", why: `status-${status}` };
    }
    if (!response.ok) return { kind: "refused", status, text: text ?? "" };
    return text === undefined
      ? { kind: "unanswered", why: "malformed-answer" }
      : { kind: "answered", text };
  } catch (error) {
    // The message of a fetch error may hold the URL; its name tells a timeout from a broken connection.
    return { kind: "unanswered", why: error instanceof Error ? error.name : "unknown-fault" };
  }
}

/** The JSON of an answer; undefined where it is not of that form, as when a proxy answers in the gateway's place. */
export function readAnswer<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
