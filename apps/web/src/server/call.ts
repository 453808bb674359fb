import type { Endpoint, Input, InputOf } from "@fairflow/contract";
import { ErrorBody } from "@fairflow/contract/first-page";
import type { z } from "zod";
import { RequestFailed } from "./request-failed.ts";

interface Parts {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly ifMatch?: unknown;
}

/**
 * Calls an endpoint of the contract.
 *
 * @throws RequestFailed when it is refused, when the server cannot be reached, or when its answer does not fit the contract
 */
export async function call<In extends Input, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: InputOf<Endpoint<In, Out>>,
  signal?: AbortSignal,
): Promise<z.output<Out>> {
  const { params, query, body, ifMatch }: Parts = input;
  const response = await send(`${pathWith(endpoint.path, params)}${searchOf(query)}`, {
    method: endpoint.method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(ifMatch === undefined ? {} : { "if-match": `"${textOf(ifMatch)}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  return parseAnswer(endpoint, await response.json());
}

/** `fetch` whose every failure is a `RequestFailed`. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin", ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new RequestFailed({
      code: "offline",
      message: "The server cannot be reached. Check the connection; nothing is lost.",
      cause,
    });
  }
  if (response.ok) return response;
  throw await failureOf(response);
}

async function failureOf(response: Response): Promise<RequestFailed> {
  const text = await response.text();
  const parsed = ErrorBody.safeParse(jsonIn(text));
  if (parsed.success) {
    const { code, message, id, details } = parsed.data.error;
    return new RequestFailed({ code, message, id, details });
  }
  return new RequestFailed({
    code: "internal",
    message: `The server answered ${response.status} without saying why. Try again in a moment.`,
  });
}

function parseAnswer<Out extends z.ZodType>(
  endpoint: Endpoint<Input, Out>,
  answer: unknown,
): z.output<Out> {
  const parsed = endpoint.output.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new RequestFailed({
    code: "internal",
    message: `The server's answer to "${endpoint.summary}" could not be read. Reload the page: it may be newer than what you see.`,
    cause: parsed.error,
  });
}

function pathWith(path: string, params: unknown): string {
  const values: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(Object(params)),
  );
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(textOf(values[name])));
}

function searchOf(query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(query))) {
    const text = textOf(value);
    if (text !== "") search.set(name, text);
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

/** Parameters are text and numbers; anything else is left out. */
function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, so not ours: a proxy answered. The caller says so with the status.
    return undefined;
  }
}
