import twilio from "twilio";
import { expect, test } from "vitest";
import { isBodyOf, isSignedByTwilio } from "./twilio-signature.ts";

/**
 * Values of twilio-node, spec/validation.spec.js at 45d3d65a4ea87652f4c7973af0e0998f3af31322 (MIT), which twilio-python
 * has as well.
 */
const TOKEN = "12345";
const URL_A = "https://mycompany.com/myapp.php?foo=1&bar=2";
const FIELDS_A = {
  CallSid: "CA1234567890ABCDE",
  Caller: "+14158675309",
  Digits: "1234",
  From: "+14158675309",
  To: "+18005551212",
};
const SIGNATURE_A = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

test.for([
  { url: URL_A, signature: SIGNATURE_A, valid: true },
  { url: URL_A, signature: "WRONG_SIGNATURE", valid: false },
  { url: URL_A, signature: "", valid: false },
  { url: `${URL_A}&somethingUnexpected=true`, signature: SIGNATURE_A, valid: false },
  { url: URL_A.replace(".com", ".com:1234"), signature: SIGNATURE_A, valid: true },
  {
    url: "http://mycompany.com:1234/myapp.php?foo=1&bar=2",
    signature: "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
    valid: true,
  },
  { url: URL_A, signature: "kvajT1Ptam85bY51eRf/AJRuM3w=", valid: true },
  {
    url: "http://mycompany.com/myapp.php?foo=1&bar=2",
    signature: "0ZXoZLH/DfblKGATFgpif+LLRf4=",
    valid: true,
  },
  {
    url: "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2",
    signature: "CukzLTc1tT5dXEDIHm/tKBanW10=",
    valid: true,
  },
])("$url with $signature: $valid", ({ url, signature, valid }) => {
  expect(isSignedByTwilio({ url, fields: FIELDS_A, signature, authTokens: [TOKEN] })).toBe(valid);
});

const SPELLINGS = [
  ["https://example.com/path?test=param", "https://example.com:443/path?test=param"],
  ["https://example.com/path?q='a'", "https://example.com/path?q=%27a%27"],
] as const;

test.for(
  SPELLINGS.flatMap((both) =>
    both.flatMap((signed) => both.map((checked) => ({ signed, checked }))),
  ),
)("signed over $signed, checked over $checked", ({ signed, checked }) => {
  const signature = twilio.getExpectedTwilioSignature("s3cr3t", signed, FIELDS_A);

  const of = { url: checked, fields: FIELDS_A, signature, authTokens: ["s3cr3t"] };

  expect(isSignedByTwilio(of)).toBe(true);
  expect(isSignedByTwilio({ ...of, url: `${checked}2` })).toBe(false);
});

test("either of two tokens holds while they are rotated", () => {
  const of = { url: URL_A, fields: FIELDS_A, signature: SIGNATURE_A };

  expect(isSignedByTwilio({ ...of, authTokens: ["new", TOKEN] })).toBe(true);
  expect(isSignedByTwilio({ ...of, authTokens: ["new"] })).toBe(false);
  expect(isSignedByTwilio({ ...of, authTokens: [] })).toBe(false);
});

test("a name with several values is signed with each of them once", () => {
  const fields = { ...FIELDS_A, Digits: ["5678", "1234", "1234"] };
  const signature = twilio.getExpectedTwilioSignature(TOKEN, URL_A, fields);

  expect(isSignedByTwilio({ url: URL_A, fields, signature, authTokens: [TOKEN] })).toBe(true);
});

test.for([
  {
    body: '{"property": "value", "boolean": true}',
    hash: "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620",
  },
  { body: "{}", hash: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a" },
])("$body is covered by its hash in the address", ({ body, hash }) => {
  const bytes = Buffer.from(body);
  const url = `${URL_A}&bodySHA256=${hash}`;

  expect(isBodyOf(url, bytes)).toBe(true);
  expect(isBodyOf(url, Buffer.from(`${body} `))).toBe(false);
  expect(isBodyOf(URL_A, bytes)).toBe(false);
  expect(isBodyOf(`${url}&bodySHA256=${hash}`, bytes)).toBe(false);
});
