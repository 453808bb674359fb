import { z } from "zod";
import { CallbackSettings } from "./callback-settings.ts";
import { Code, HeaderName, SecretName } from "./http-words.ts";
import { JsonPath } from "./json-path.ts";
import { MergeText, placesIn, secretIn } from "./merge-text.ts";
import { refusalOfUrl, type Reach, type UrlRefusal } from "./reach.ts";

/** The wire sets these itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "upgrade",
  "expect",
  "te",
  "trailer",
]);

const Headers = z.record(HeaderName, MergeText).superRefine((headers, context) => {
  for (const name of Object.keys(headers)) {
    if (!OWN_HEADERS.has(name.toLowerCase())) continue;
    context.addIssue({ code: "custom", path: [name], message: `${name} cannot be set` });
  }
});

const FieldName = z
  .string()
  .min(1)
  .max(100)
  .refine((name) => !["__proto__", "constructor", "prototype"].includes(name), {
    error: "This name is taken",
  });

export type JsonTemplate =
  | string
  | number
  | boolean
  | null
  | readonly JsonTemplate[]
  | { readonly [name: string]: JsonTemplate };

/** JSON in which each text may have places. */
const JsonTemplate: z.ZodType<JsonTemplate> = z.lazy(() =>
  z.union([
    MergeText,
    z.number(),
    z.boolean(),
    z.null(),
    z.array(JsonTemplate).max(100),
    z.record(FieldName, JsonTemplate),
  ]),
);

const RequestBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("json"), value: z.record(FieldName, JsonTemplate) }),
  z.strictObject({ kind: z.literal("form"), fields: z.record(FieldName, MergeText) }),
  z.strictObject({ kind: z.literal("none") }),
]);

/** What a provider's own code means. */
export const CodeMeaning = z.enum(["opted-out", "dead-address", "later", "refused", "in-doubt"]);
export type CodeMeaning = z.infer<typeof CodeMeaning>;

export const HttpSettings = z.strictObject({
  sender: z.string().max(40).default(""),
  hearsReplies: z.boolean(),
  mostValidSeconds: z.int().min(60).max(604_800).default(36_000),
  request: z.strictObject({
    method: z.enum(["POST", "PUT", "GET"]),
    url: MergeText,
    headers: Headers.default({}),
    /** Signs in by the Authorization header, RFC 7617. */
    basicAuth: z.strictObject({ user: MergeText, password: MergeText }).optional(),
    body: RequestBody,
  }),
  answer: z.strictObject({
    statuses: z.array(z.int().min(200).max(299)).min(1).default([200, 201, 202]),
    /** Where a 2xx may say no: what stands there when it says yes. */
    accepted: z.strictObject({ path: JsonPath, equals: z.array(Code).min(1) }).optional(),
    id: JsonPath,
    error: JsonPath.optional(),
    meanings: z.record(Code, CodeMeaning).default({}),
  }),
  callback: CallbackSettings.optional(),
});
export type HttpSettings = z.infer<typeof HttpSettings>;

/** Two at a time while they are rotated: the first one sends, either verifies. */
export const HttpSecrets = z.record(SecretName, z.array(z.string().min(1)).min(1).max(2));
export type HttpSecrets = z.infer<typeof HttpSecrets>;

const URL_PROBLEMS: Readonly<Record<UrlRefusal, string>> = {
  "not-https": "The address must begin with https://",
  "credentials-in-url": "Put the user and password into a header",
  "port-not-allowed": "This port is not allowed on this installation",
  "address-not-public": "This address is not on the public Internet",
};

/** The settings as this installation takes them: only where it may connect to. */
export function httpSettingsFor(reach: Reach): z.ZodType<HttpSettings> {
  return HttpSettings.superRefine(({ request }, context) => {
    const message = problemOfUrl(request.url, reach);
    if (message === undefined) return;
    context.addIssue({ code: "custom", path: ["request", "url"], message });
  });
}

function problemOfUrl(text: string, reach: Reach): string | undefined {
  const [before = ""] = text.split("{{");
  // Whom a request goes to is not for a message to say.
  if (!/^[a-z]+:\/\/[^/?#]+[/?#]/u.test(`${before}${text === before ? "/" : ""}`)) {
    return "The address must name its host before the first {{";
  }
  const filled = text.replaceAll(/\{\{[^{}]*\}\}/gu, "x");
  if (!URL.canParse(filled)) return "This is not an address";
  const refusal = refusalOfUrl(new URL(filled), reach);
  return refusal === undefined ? undefined : URL_PROBLEMS[refusal];
}

/** The secrets that the settings speak of, so that one which is missing is asked for before the first message. */
export function secretsNamed(settings: HttpSettings): readonly string[] {
  const { request, callback } = settings;
  const named = placesIn(JSON.stringify(request)).flatMap((place) => secretIn(place) ?? []);
  return [...new Set([...named, ...(callback ? [callback.verification.secret] : [])])].toSorted();
}
