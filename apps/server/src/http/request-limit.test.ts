import { pino } from "pino";
import { expect, test } from "vitest";
import { errorAnswer } from "./error-answer.ts";
import { HttpError } from "./http-error.ts";
import { RequestLimit } from "./request-limit.ts";

test("so many requests are answered at once, and as many again in a second, each key for itself", () => {
  const limit = new RequestLimit(2);
  const take = (key: string, nowMs: number) => limit.take(key, nowMs);

  expect([take("a", 0), take("a", 0), take("a", 0), take("b", 0)]).toEqual([0, 0, 500, 0]);
  expect([take("a", 500), take("a", 500)]).toEqual([0, 500]);
  expect([take("a", 9000), take("a", 9000), take("a", 9000)]).toEqual([0, 0, 500]);
});

test("who asks too often is told in the answer when to ask again", () => {
  const error = new HttpError("too-many", "This key asks too often.", { retryAfterSeconds: 1 });

  const answer = errorAnswer(error, { id: "1", log: pino({ level: "silent" }) });

  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "1"]);
});
