import { expect, test } from "vitest";
import { actionText } from "./audit-words.ts";

test.for([
  ["flow.pause", "Flow: pause"],
  ["provider.rotate-secret", "Provider: rotate secret"],
  ["import.close_absent", "Import: close absent"],
  ["api-key.make", "Api key: make"],
  ["slow", "Slow"],
] as const)("%s is read as %s", ([action, text]) => {
  expect(actionText(action)).toBe(text);
});
