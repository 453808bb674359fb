import { DeliveryFault, DeliveryStatus } from "@fairflow/engine";
import { z } from "zod";
import { Code, HeaderName, SecretName } from "./http-words.ts";
import { JsonPath, ListPath } from "./json-path.ts";

/** How a provider proves that a callback is its own. */
const Verification = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("hmac"),
    secret: SecretName,
    header: HeaderName.toLowerCase(),
    algorithm: z.enum(["sha256", "sha512", "sha1"]),
    encoding: z.enum(["hex", "base64"]),
    /** What stands before the signature in the header, such as "sha256=". */
    prefix: z.string().max(20).default(""),
    /** A header with the time in seconds, signed as `time.body`; five minutes either way are let pass. */
    timeHeader: HeaderName.toLowerCase().optional(),
  }),
  z.strictObject({
    kind: z.literal("token"),
    secret: SecretName,
    in: z.enum(["header", "query"]),
    name: HeaderName,
  }),
]);

/** Which notices a mapping is for, and where they stand. */
const where = {
  /** A list of which each item is one; all that came is one where it is left out. */
  each: ListPath.optional(),
  /** What stands in those that it is for, where deliveries and replies come to one address. */
  when: z.strictObject({ path: JsonPath, equals: z.array(Code).min(1) }).optional(),
};

/** What a provider tells of its own accord, and where each thing stands in it. */
export const CallbackSettings = z
  .strictObject({
    verification: Verification,
    /** `query`: by GET, all of it in the address. */
    format: z.enum(["json", "form", "query"]),
    delivery: z
      .strictObject({
        ...where,
        id: JsonPath,
        status: JsonPath,
        error: JsonPath.optional(),
        statuses: z.record(Code, DeliveryStatus),
        faults: z.record(Code, DeliveryFault).default({}),
      })
      .optional(),
    reply: z
      .strictObject({ ...where, id: JsonPath, from: JsonPath, to: JsonPath, body: JsonPath })
      .optional(),
  })
  .refine(({ format, verification }) => format !== "query" || verification.kind === "token", {
    path: ["verification"],
    message: "A signature covers a body: what comes by GET is proven by a token",
  });
export type CallbackSettings = z.infer<typeof CallbackSettings>;
