import { expect, test } from "vitest";
import { exitOf, judgeAnswer, REMOVED } from "./judge-answer.ts";

const answered = (status: number, headers = {}) =>
  judgeAnswer({ kind: "answered", status, headers, body: "" });

test.for<[number, string]>([
  [200, "taken"],
  [204, "taken"],
  [301, "again"],
  [307, "again"],
  [400, "refused"],
  [404, "refused"],
  [408, "again"],
  [410, "gone"],
  [425, "again"],
  [429, "again"],
  [500, "again"],
  [503, "again"],
])("an answer %i is %s", ([status, kind]) => {
  expect(answered(status).kind).toBe(kind);
});

test.for<[string | undefined, number | undefined]>([
  ["120", 120_000],
  [" 7 ", 7_000],
  ["soon", undefined],
  ["-5", undefined],
  ["99999999999", undefined],
  [undefined, undefined],
])("believes Retry-After %o as %o", ([header, askedMs]) => {
  const headers = header === undefined ? {} : { "retry-after": header };
  expect(answered(503, headers)).toEqual({ kind: "again", askedMs });
});

test("what was not sent is sent later, but to one that was removed never", () => {
  expect(judgeAnswer({ kind: "not-sent", code: "ECONNREFUSED" }).kind).toBe("again");
  expect(judgeAnswer({ kind: "lost", code: "no-answer" }).kind).toBe("again");
  expect(judgeAnswer({ kind: "not-sent", code: REMOVED }).kind).toBe("gone");
});

const READING = {
  answers: [
    { exit: "high", path: "risk.band", equals: "high" },
    { exit: "seven", path: "risk.score", equals: "7" },
    { exit: "yes", path: "ok", equals: "true" },
  ],
};

test.for<[string, string]>([
  [`{"risk":{"band":"high","score":7}}`, "high"],
  [`{"risk":{"score":7}}`, "seven"],
  [`{"ok":true}`, "yes"],
  [`{"risk":"high"}`, "ok"],
  [`{"risk":{"band":["high"]}}`, "ok"],
  ["high", "ok"],
  ["", "ok"],
])("%s goes by %s", ([body, exit]) => {
  expect(exitOf(body, READING)).toBe(exit);
});

/** PayloadsAllTheThings, Prototype Pollution. */
test.for([
  `{"__proto__":{"evilProperty":"evilPayload"}}`,
  `{"__proto__":{"argv0":"node","shell":"node","NODE_OPTIONS":"--inspect=payload"}}`,
  `{"constructor":{"prototype":{"foo":"bar","json spaces":10}}}`,
  `{"__proto__":{"json spaces":" "}}`,
  `{"__proto__":{"exposedHeaders":["foo"]}}`,
  `{"__proto__":{"status":510}}`,
  `{"__proto__":{"parameterLimit":1}}`,
])("%s says nothing and changes nothing", (body) => {
  const inherited = ["evilProperty", "argv0", "foo", "status", "toString", "constructor"];
  const answers = inherited.flatMap((name) => [
    { exit: "evil", path: name, equals: "evilPayload" },
    { exit: "evil", path: `a.${name}`, equals: "510" },
  ]);

  expect(exitOf(body, { answers })).toBe("ok");
  const plain: Record<string, unknown> = {};
  expect(inherited.slice(0, 4).map((name) => plain[name])).toEqual(
    inherited.slice(0, 4).map(() => undefined),
  );
});
