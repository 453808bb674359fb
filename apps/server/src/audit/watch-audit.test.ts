import { everyEndpoint } from "@fairflow/contract";
import { expect, test } from "vitest";
import { AUDITED } from "./audited.ts";
import { faultOf } from "./watch-audit.ts";

test.for<[string, string, readonly string[], boolean]>([
  ["one entry of its action", "makeApiKey", ["api-key.make"], true],
  ["nothing", "makeApiKey", [], false],
  ["two entries", "makeApiKey", ["api-key.make", "api-key.make"], false],
  ["another action", "makeApiKey", ["api-key.revoke"], false],
  ["nothing, where all may be so already", "optOut", [], true],
  [
    "two entries, where one is allowed or none",
    "optOut",
    ["opt-out.record", "opt-out.record"],
    false,
  ],
  ["one for each of two", "reportHolds", ["hold.place", "hold.update"], true],
  ["another action among several", "reportHolds", ["hold.place", "hold.lift"], false],
  ["nothing, where none is left", "mayContact", [], true],
  ["something of an endpoint that says nothing of it", "unheardOf", [], false],
])("a change that leaves %s is as it should be: %s", ([, name, actions, isWell]) => {
  expect(faultOf(name, actions) === undefined).toBe(isWell);
});

test("every endpoint that is not a mere question says what it leaves on the trail, and nothing else does", () => {
  const changing = Object.entries(everyEndpoint).flatMap(([name, { method }]) =>
    method === "GET" ? [] : [name],
  );

  expect(Object.keys(AUDITED).toSorted()).toEqual(changing.toSorted());
});
