import type { Wire } from "@fairflow/channels";
import { guardJson } from "@fairflow/flow";
import { z } from "zod";

export type Exchange = Awaited<ReturnType<Wire["exchange"]>>;

/** Nothing was sent, since the endpoint was taken out. */
export const REMOVED = "endpoint-removed";

/** What a step of a flow reads an answer for: the first of these that fits chooses the way out. */
export const StepReading = z.object({
  answers: z.array(z.object({ exit: z.string(), path: z.string(), equals: z.string() })),
});
export type StepReading = z.infer<typeof StepReading>;

/** What a try came to, in the words of Standard Webhooks: any 2xx is taken, 410 is gone for good, all else is tried again. */
export type Judged =
  | { readonly kind: "taken" }
  | { readonly kind: "gone" }
  | { readonly kind: "refused" }
  | { readonly kind: "again"; readonly askedMs: number | undefined };

export function judgeAnswer(exchange: Exchange): Judged {
  if (exchange.kind === "not-sent" && exchange.code === REMOVED) return { kind: "gone" };
  if (exchange.kind !== "answered") return { kind: "again", askedMs: undefined };
  const { status, headers } = exchange;
  if (status >= 200 && status < 300) return { kind: "taken" };
  if (status === 410) return { kind: "gone" };
  const isLater = status === 408 || status === 425 || status === 429 || status >= 500;
  if (status >= 400 && !isLater) return { kind: "refused" };
  return { kind: "again", askedMs: askedMs(headers["retry-after"]) };
}

/** The way out that an answer which was taken chooses; `ok` where none of the step's own fits. */
export function exitOf(body: string, { answers }: StepReading): string {
  const parsed = answers.length === 0 ? undefined : parseBody(body);
  const chosen = answers.find(({ path, equals }) => valueAt(parsed, path) === equals);
  return chosen?.exit ?? "ok";
}

function parseBody(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    return guardJson(parsed) === undefined ? parsed : undefined;
  } catch {
    // An answer that is no JSON says nothing by its fields.
    return undefined;
  }
}

/** @param path names with full stops between: `result.state`; an own field at each, as text */
function valueAt(root: unknown, path: string): string | undefined {
  let at = root;
  for (const name of path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = new Map(Object.entries(at)).get(name);
  }
  return typeof at === "string" || typeof at === "number" || typeof at === "boolean"
    ? String(at)
    : undefined;
}

function askedMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/u.test(header.trim())
    ? Number(header) * 1_000
    : undefined;
}
