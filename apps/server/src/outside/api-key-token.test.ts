import { expect, test } from "vitest";
import { isSecretOf, makeToken, parseToken } from "./api-key-token.ts";

const ID = "01a204ff-69d0-792c-af73-ac85280b668f";

test("a key says which it is and proves that it is the one", () => {
  const { text, hash } = makeToken(ID);
  const token = parseToken(text);

  expect(token?.id).toBe(ID);
  expect(token !== undefined && isSecretOf(token, hash)).toBe(true);
});

test("a secret that differs in one character proves nothing", () => {
  const { text, hash } = makeToken(ID);
  const at = text.length - 20;
  const other = `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
  const token = parseToken(other);

  expect(token?.id).toBe(ID);
  expect(token !== undefined && isSecretOf(token, hash)).toBe(false);
});

test.for([
  "",
  "ffk_",
  "Bearer",
  `ffk_${"A".repeat(21)}_${"A".repeat(43)}`,
  `${makeToken(ID).text}x`,
])("%s is no key", (text) => {
  expect(parseToken(text)).toBeUndefined();
});
