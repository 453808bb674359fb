import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const NOW = Date.UTC(2026, 2, 11, 15, 0, 0);

test.for([
  { header: "7", ms: 7_000 },
  { header: " 120 ", ms: 120_000 },
  { header: "0", ms: 1_000 },
  { header: "999999", ms: 3_600_000 },
  { header: "Wed, 11 Mar 2026 15:02:00 GMT", ms: 120_000 },
  { header: "Wed, 11 Mar 2026 14:00:00 GMT", ms: 1_000 },
  { header: "soon", ms: 30_000 },
  { header: "-5", ms: 30_000 },
  { header: "2026-03-11", ms: 30_000 },
  { header: undefined, ms: 30_000 },
])("$header is $ms ms", ({ header, ms }) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});
