import fc from "fast-check";
import { expect, test } from "vitest";
import { fillRequest } from "./fill-request.ts";
import type { HttpSettings } from "./http-settings.ts";
import { madeUpProvider } from "./made-up-provider.ts";
import type { MergeValues } from "./merge-text.ts";

const values = (more: Partial<MergeValues["fields"]> = {}): MergeValues => ({
  fields: {
    attemptId: "01a204ec-6baa-7062-a5be-000000000001",
    to: "+27821234567",
    toDigits: "27821234567",
    body: "You owe R 500.00.",
    language: "en",
    sender: "27600000000",
    callbackUrl: "https://collect.example/hooks/sms/made-up?a=1",
    validSeconds: "90",
    ...more,
  },
  secrets: { apiKey: "k3y" },
});
const withRequest = (request: Partial<HttpSettings["request"]>) => ({
  request: { ...madeUpProvider().request, ...request },
});

test("fills each place; a number alone stays a number", () => {
  const request = fillRequest(madeUpProvider(), values());

  expect(request?.headers).toEqual({
    accept: "application/json",
    authorization: "Bearer k3y",
    "content-type": "application/json",
  });
  expect(JSON.parse(request?.body ?? "")).toEqual({
    messages: [
      {
        to: "27821234567",
        text: "You owe R 500.00.",
        ref: "ff-01a204ec-6baa-7062-a5be-000000000001",
      },
    ],
    validity: 90,
    notify: "https://collect.example/hooks/sms/made-up?a=1",
  });
});

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    '"},{"to":"1',
    "a&to=1",
    "?#/../../x",
    "{{secret.apiKey}}",
    "$&$1$`",
    "\r\nx: y",
    "@evil.example",
  ),
);

test("no text of a message can become a key, a parameter, or another place", () => {
  const form = withRequest({ body: { kind: "form", fields: { to: "{{to}}", text: "{{body}}" } } });
  const query = withRequest({
    method: "GET",
    url: "https://sms.example/{{body}}/send?to={{to}}&text={{body}}",
    body: { kind: "none" },
  });
  fc.assert(
    fc.property(anyText, (body) => {
      const json = fillRequest(madeUpProvider(), values({ body }))?.body ?? "";
      expect(JSON.parse(json)).toMatchObject({ messages: [{ to: "27821234567", text: body }] });

      const fields = new URLSearchParams(fillRequest(form, values({ body }))?.body);
      expect([...fields]).toEqual([
        ["to", "+27821234567"],
        ["text", body.toWellFormed()],
      ]);

      if (!body.isWellFormed()) return;
      const url = fillRequest(query, values({ body }))?.url;
      expect(url?.host).toBe("sms.example");
      expect([...(url?.searchParams ?? [])]).toEqual([
        ["to", "+27821234567"],
        ["text", body],
      ]);
    }),
    { numRuns: 2_000 },
  );
});

test.for(["a\r\nx-evil: 1", "a\nb", "a\0b", "ünïcode", "a\u2028b"])(
  "a header never holds %j",
  (body) => {
    const settings = withRequest({ headers: { "x-text": "{{body}}" } });

    expect(fillRequest(settings, values({ body }))).toBeUndefined();
  },
);

test("signs in by user and password", () => {
  const basicAuth = { user: "{{sender}}", password: "{{secret.apiKey}}" };

  const request = fillRequest(withRequest({ headers: {}, basicAuth }), values());

  expect(request?.headers["authorization"]).toBe(
    `Basic ${Buffer.from("27600000000:k3y").toString("base64")}`,
  );
});

test("a secret that nobody has entered is named", () => {
  expect(() => fillRequest(madeUpProvider(), { ...values(), secrets: {} })).toThrow(
    "The secret apiKey is not set",
  );
});
