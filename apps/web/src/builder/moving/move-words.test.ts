import { expect, test } from "vitest";
import { formatInstant } from "../../server/format.ts";
import { sayNext, sayShift } from "./move-words.ts";

const AT = Date.UTC(2026, 10, 24, 8);
const THEN = formatInstant(AT, "Africa/Johannesburg");
const nameOf = (node: string) => node.toUpperCase();
const action = { node: "wait", atMs: AT, next: "sms", because: null };

test.for([
  [{ ...action, kind: "waits" }, `Waits at “WAIT” until ${THEN}, then “SMS”`],
  [{ ...action, kind: "listens", atMs: null, next: null }, "Waits for an event at “WAIT”"],
  [{ ...action, kind: "asks-again", next: null }, `Asks again whether “WAIT” may go, ${THEN}`],
  [
    { ...action, kind: "held", atMs: null, next: null, because: "debt_review" },
    "Held at “WAIT”: debt review",
  ],
  [{ node: null, kind: "ended", atMs: null, next: null, because: "reminded" }, "Ends: reminded"],
  [{ node: null, kind: "begins", atMs: AT, next: null, because: null }, "Begins the flow"],
] as const)("says %o", ([said, words]) => {
  expect(sayNext(said, nameOf, "Africa/Johannesburg")).toBe(words);
});

test.for([
  [AT + 2 * 86_400_000, "2 days later"],
  [AT - 3_600_000, "1 hour earlier"],
  [AT + 60_000, undefined],
  [null, undefined],
] as const)("a next action at %d comes %s", ([atMs, words]) => {
  expect(sayShift({ atMs: AT }, { atMs })).toBe(words);
});
