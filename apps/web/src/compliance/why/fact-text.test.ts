import { expect, test } from "vitest";
import { factText } from "./fact-text.ts";

test("tells instants in the debtor's time and leaves the rest as it is", () => {
  expect(factText("7, the last 2026-11-10T07:00:00.000Z", "Africa/Johannesburg")).toBe(
    "7, the last Tue, 10 Nov 2026, 09:00 SAST",
  );
  expect(factText("dispute open, since 2026-11-10", undefined)).toBe(
    "Dispute open, since 2026-11-10",
  );
});
