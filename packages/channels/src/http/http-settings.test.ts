import { expect, test } from "vitest";
import { httpSettingsFor, secretsNamed, type HttpSettings } from "./http-settings.ts";
import { madeUpProvider } from "./made-up-provider.ts";
import { PUBLIC_ONLY } from "./reach.ts";

const schema = httpSettingsFor(PUBLIC_ONLY);
const problems = (settings: unknown) =>
  schema.safeParse(settings).error?.issues.map(({ path, message }) => [path.join("."), message]);
const withRequest = (request: Partial<HttpSettings["request"]>) => ({
  ...madeUpProvider(),
  request: { ...madeUpProvider().request, ...request },
});

test("takes settings that are whole, and says which secrets they need", () => {
  expect(schema.parse(madeUpProvider())).toEqual(madeUpProvider());
  expect(secretsNamed(madeUpProvider())).toEqual(["apiKey", "callback"]);
});

test.for([
  { url: "http://sms.example/send", problem: "The address must begin with https://" },
  { url: "https://10.0.0.1/send", problem: "This address is not on the public Internet" },
  { url: "https://169.254.169.254/", problem: "This address is not on the public Internet" },
  { url: "https://sms.example:8443/", problem: "This port is not allowed on this installation" },
  {
    url: "https://me:secret@sms.example/",
    problem: "Put the user and password into a header",
  },
  {
    url: "https://{{sender}}.example/",
    problem: "The address must name its host before the first {{",
  },
  {
    url: "https://sms.example{{sender}}/",
    problem: "The address must name its host before the first {{",
  },
  { url: "{{body}}", problem: "The address must name its host before the first {{" },
])("$url: $problem", ({ url, problem }) => {
  expect(problems(withRequest({ url }))).toEqual([["request.url", problem]]);
});

test.for([
  {
    settings: withRequest({ headers: { "x-to": "{{too}}" } }),
    at: "request.headers.x-to",
    says: /^There is no \{\{too\}\}\. Use one of \{\{attemptId\}\}/u,
  },
  {
    settings: withRequest({ headers: { "x-to": "{{to}" } }),
    at: "request.headers.x-to",
    says: /^A place begins with/u,
  },
  {
    settings: withRequest({ headers: { Host: "evil.example" } }),
    at: "request.headers.Host",
    says: /^Host cannot be set/u,
  },
  {
    settings: { ...madeUpProvider(), answer: { ...madeUpProvider().answer, id: "messages[0]" } },
    at: "answer.id",
    says: /^A path begins with \$/u,
  },
  {
    settings: {
      ...madeUpProvider(),
      callback: { ...madeUpProvider().callback, format: "query" },
    },
    at: "callback.verification",
    says: /^A signature covers a body/u,
  },
  { settings: { ...madeUpProvider(), extra: 1 }, at: "", says: /extra/u },
])("$at: $says", ({ settings, at, says }) => {
  expect(problems(settings)).toEqual([[at, expect.stringMatching(says)]]);
});

test.for([
  { json: '{"constructor":{"prototype":{"evil":"x"}}}', isTaken: false },
  { json: '{"prototype":"x"}', isTaken: false },
  // Dropped where it is parsed: what is left says nothing of it.
  { json: '{"__proto__":{"evil":"x"}}', isTaken: true },
])("$json reaches no prototype", ({ json, isTaken }) => {
  const value: unknown = JSON.parse(json);
  const body = { kind: "json", value };
  const request = { ...madeUpProvider().request, body };

  const { data } = schema.safeParse({ ...madeUpProvider(), request });

  expect(data?.request.body).toEqual(isTaken ? { kind: "json", value: {} } : undefined);
  expect({}).not.toHaveProperty("evil");
});
