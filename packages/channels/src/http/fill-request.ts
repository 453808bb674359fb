import type { WireRequest } from "./http-wire.ts";
import type { HttpSettings, JsonTemplate } from "./http-settings.ts";
import { fillText, type MergeValues } from "./merge-text.ts";

/** Headers are printable ASCII: nothing in them can begin another header. */
const HEADER_TEXT = /^[ -~]*$/u;

/**
 * Writes the request of one message. Each value is encoded for the place where it stands, so that no word of a message
 * can become a parameter, a header, a key or another host.
 *
 * @returns undefined where a header would hold what a header cannot
 * @throws MissingSecretError
 */
export function fillRequest(
  { request }: Pick<HttpSettings, "request">,
  values: MergeValues,
): WireRequest | undefined {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, text]) => [
      name.toLowerCase(),
      fillText(text, values),
    ]),
  );
  if (!Object.values(headers).every((value) => HEADER_TEXT.test(value))) return undefined;
  const { type, body } = fillBody(request.body, values);
  return {
    method: request.method,
    url: new URL(fillText(request.url, values, encodeURIComponent)),
    headers: {
      accept: "application/json",
      ...type,
      ...headers,
      ...basicAuth(request.basicAuth, values),
    },
    body,
  };
}

function basicAuth(
  auth: HttpSettings["request"]["basicAuth"],
  values: MergeValues,
): Readonly<Record<string, string>> {
  if (auth === undefined) return {};
  const credentials = `${fillText(auth.user, values)}:${fillText(auth.password, values)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
}

function fillBody(
  body: HttpSettings["request"]["body"],
  values: MergeValues,
): { readonly type: Readonly<Record<string, string>>; readonly body: string | undefined } {
  switch (body.kind) {
    case "none":
      return { type: {}, body: undefined };
    case "form": {
      const fields = Object.entries(body.fields).map(([name, text]) => [
        name,
        fillText(text, values),
      ]);
      return {
        type: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString(),
      };
    }
    case "json":
      return {
        type: { "content-type": "application/json" },
        body: JSON.stringify(fillJson(body.value, values)),
      };
  }
}

function fillJson(template: JsonTemplate, values: MergeValues): JsonTemplate {
  // Alone in its text it is the number that a provider expects.
  if (template === "{{validSeconds}}") return Number(values.fields.validSeconds);
  if (typeof template === "string") return fillText(template, values);
  if (typeof template !== "object" || template === null) return template;
  if (isList(template)) return template.map((each) => fillJson(each, values));
  return Object.fromEntries(
    Object.entries(template).map(([name, each]) => [name, fillJson(each, values)]),
  );
}

function isList(template: object): template is readonly JsonTemplate[] {
  return Array.isArray(template);
}
