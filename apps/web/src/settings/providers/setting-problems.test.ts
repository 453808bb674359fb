import { expect, test } from "vitest";
import { RequestFailed } from "../../server/request-failed.ts";
import { settingProblems } from "./setting-problems.ts";

test("what is wrong within a field is said at the field, and what is about none of them is kept", () => {
  const issues = [
    { path: "callback.delivery.statuses.DELIVRD", message: "No such state" },
    { path: "answer.id", message: "A path begins with $" },
    { path: "apiKey", message: "It is not set" },
  ];
  const error = new RequestFailed({ code: "invalid", message: "No", details: { issues } });

  expect(settingProblems(error, ["answer.id", "callback.delivery"])).toEqual({
    "callback.delivery": "statuses.DELIVRD: No such state",
    "answer.id": "A path begins with $",
    apiKey: "It is not set",
  });
});
