import { expect, test } from "vitest";
import { resultOfHttp } from "./http-answer.ts";
import type { Exchange } from "./http-wire.ts";
import { madeUpProvider } from "./made-up-provider.ts";

const NOW_MS = Date.UTC(2026, 2, 11);
const answered = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Exchange => ({
  kind: "answered",
  status,
  headers,
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const one = (message: object) => ({ messages: [message] });
const doubt = (code: string) => ({ kind: "in-doubt", code });

test.for([
  {
    what: "a yes that names the message",
    exchange: answered(202, one({ accepted: true, id: 77 })),
    result: { kind: "accepted", providerId: "77" },
  },
  {
    what: "a yes without a name",
    exchange: answered(200, one({ accepted: true })),
    result: doubt("unreadable-answer"),
  },
  {
    what: "a 2xx that says no",
    exchange: answered(200, one({ accepted: false, error: { code: "999" } })),
    result: { kind: "refused", code: "999" },
  },
  {
    what: "a 2xx whose code is known",
    exchange: answered(200, one({ accepted: false, error: { code: "OPTOUT" } })),
    result: { kind: "refused", code: "OPTOUT", address: "opted-out" },
  },
  { what: "a page", exchange: answered(200, "<html>"), result: doubt("unreadable-answer") },
  { what: "half an answer", exchange: answered(200, ""), result: doubt("unreadable-answer") },
  {
    what: "a status that is not mapped",
    exchange: answered(204, one({ accepted: true, id: "1" })),
    result: doubt("http-204"),
  },
  { what: "a redirect", exchange: answered(302, ""), result: doubt("http-302") },
  {
    what: "a 5xx, whatever its code says",
    exchange: answered(500, one({ error: { code: "105" } })),
    result: doubt("105"),
  },
  {
    what: "a number that is dead",
    exchange: answered(400, one({ error: { code: 105 } })),
    result: { kind: "refused", code: "105", address: "dead" },
  },
  {
    what: "a code that asks for patience",
    exchange: answered(400, one({ error: { code: "FULL" } })),
    result: { kind: "retry-later", code: "FULL", afterMs: 60_000 },
  },
  {
    what: "a code that leaves it open",
    exchange: answered(400, one({ error: { code: "MAYBE" } })),
    result: doubt("MAYBE"),
  },
  {
    what: "a code that is a word of every object",
    exchange: answered(400, one({ error: { code: "constructor" } })),
    result: { kind: "refused", code: "constructor" },
  },
  {
    what: "too many requests",
    exchange: answered(429, "", { "retry-after": "12" }),
    result: { kind: "retry-later", code: "http-429", afterMs: 12_000 },
  },
  {
    what: "wrong credentials",
    exchange: answered(401, ""),
    result: { kind: "retry-later", code: "http-401", afterMs: 300_000 },
  },
  {
    what: "another 4xx",
    exchange: answered(404, ""),
    result: { kind: "refused", code: "http-404" },
  },
  {
    what: "a request that took too long, though somebody may have passed it on",
    exchange: answered(408, ""),
    result: doubt("http-408"),
  },
  {
    what: "a connection that failed",
    exchange: { kind: "not-sent", code: "ECONNREFUSED" },
    result: { kind: "retry-later", code: "ECONNREFUSED", afterMs: 30_000 },
  },
  {
    what: "a lost answer",
    exchange: { kind: "lost", code: "no-answer" },
    result: doubt("no-answer"),
  },
  {
    what: "a message that may no longer go",
    exchange: { kind: "given-back" },
    result: { kind: "retry-later", code: "given-back", afterMs: 0 },
  },
] satisfies { what: string; exchange: Exchange; result: object }[])(
  "$what",
  ({ exchange, result }) => {
    expect(resultOfHttp(madeUpProvider(), exchange, NOW_MS)).toEqual(result);
  },
);
