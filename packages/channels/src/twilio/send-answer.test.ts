import { expect, test } from "vitest";
import { resultOfExchange } from "./send-answer.ts";

test.for([
  [400, { kind: "refused", code: "http-400" }],
  [404, { kind: "refused", code: "http-404" }],
  // Whoever passed the request on may have answered so.
  [408, { kind: "in-doubt", code: "http-408" }],
  [307, { kind: "in-doubt", code: "http-307" }],
  [503, { kind: "in-doubt", code: "http-503" }],
] as const)("an answer of %d without a word of Twilio's", ([status, result]) => {
  const exchange = { kind: "answered", status, headers: {}, body: "<html>" } as const;

  expect(resultOfExchange(exchange, 0)).toEqual(result);
});
