import { z } from "zod";
import type { Policy } from "./role.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** The parts of a request; `ifMatch` is the revision that a write is based on, sent as `If-Match`. */
export type InputPart = "params" | "query" | "body" | "ifMatch";

/** The parts that an endpoint reads; one that it does not name, it does not accept. */
export type Input = z.ZodRawShape;

/**
 * One HTTP endpoint as plain data: the server makes it a route, the web calls it, and neither imports the other.
 * `:name` in `path` is a path parameter.
 */
export interface Endpoint<
  In extends Input = Input,
  Out extends z.ZodType = z.ZodType,
  Who extends Policy = Policy,
> {
  readonly method: Method;
  /** `/api` is for our own screens, `/v1` for other systems: what stands there keeps its meaning. */
  readonly path: `/api/${string}` | `/v1/${string}`;
  readonly summary: string;
  readonly input: In;
  readonly output: Out;
  readonly policy: Who;
  /** All parts of the input as one schema, which the server parses. */
  readonly request: z.ZodObject<{ -readonly [Part in keyof In]: In[Part] }, z.core.$strict>;
}

export type InputOf<E extends Endpoint> = {
  readonly [Part in keyof E["input"]]: z.output<NonNullable<E["input"][Part]> & z.ZodType>;
};
export type OutputOf<E extends Endpoint> = z.output<E["output"]>;

export function endpoint<const In extends Input, Out extends z.ZodType, Who extends Policy>(
  definition: Omit<Endpoint<In, Out, Who>, "request"> &
    (Exclude<keyof In, InputPart> extends never ? unknown : never),
): Endpoint<In, Out, Who> {
  return { ...definition, request: z.strictObject(definition.input) };
}

/** What every failed request answers: a code for programs, a sentence for people, an id to quote. */
export const ErrorBody = z.strictObject({
  error: z.strictObject({
    code: z.enum([
      "bad-request",
      "not-signed-in",
      "not-allowed",
      "not-found",
      "conflict",
      "stale",
      "too-large",
      "wrong-type",
      "invalid",
      "too-many",
      "unavailable",
      "internal",
    ]),
    message: z.string(),
    id: z.string(),
    details: z.unknown().optional(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** An empty answer. */
export const Done = z.strictObject({ done: z.literal(true) });
