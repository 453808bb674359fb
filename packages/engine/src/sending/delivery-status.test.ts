import fc from "fast-check";
import { expect, test } from "vitest";
import {
  DeliveryFault,
  DeliveryStatus,
  joinReports,
  type DeliveryReport,
} from "./delivery-status.ts";

const report: fc.Arbitrary<DeliveryReport> = fc.record({
  status: fc.constantFrom(...DeliveryStatus.options),
  code: fc.option(fc.constantFrom("30003", "30005", "30036"), { nil: undefined }),
  fault: fc.option(fc.constantFrom(...DeliveryFault.options), { nil: undefined }),
});

const join = (reports: readonly DeliveryReport[]) =>
  reports.reduce((known, next) => joinReports(known, next));

test("any order of the same reports, with any of them told twice, ends the same", () => {
  const told = fc.array(report, { minLength: 1, maxLength: 6 }).chain((reports) =>
    fc.record({
      reports: fc.constant(reports),
      shuffled: fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 }),
    }),
  );

  fc.assert(
    fc.property(told, ({ reports, shuffled }) => {
      expect(join(shuffled)).toEqual(join(reports));
    }),
    { numRuns: 2_000 },
  );
});

test("joining in groups is joining in a row", () => {
  fc.assert(
    fc.property(report, report, report, (a, b, c) => {
      expect(joinReports(joinReports(a, b), c)).toEqual(joinReports(a, joinReports(b, c)));
    }),
  );
});

const plain = (status: DeliveryStatus): DeliveryReport => ({
  status,
  code: undefined,
  fault: undefined,
});

test.for([
  { told: ["delivered", "sent"], ends: "delivered" },
  { told: ["sent", "accepted"], ends: "sent" },
  { told: ["failed", "sent"], ends: "failed" },
  { told: ["failed", "delivered"], ends: "delivered" },
  { told: ["read", "delivered", "failed"], ends: "read" },
] as const)("$told ends $ends", ({ told, ends }) => {
  expect(join(told.map(plain))).toEqual(plain(ends));
});
