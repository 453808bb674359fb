import { expect, test } from "vitest";
import { agreementEntry } from "./timeline-entries.ts";

const promised = {
  id: "e1",
  at: new Date("2026-11-24T08:00:00Z"),
  kind: "promise",
  amount: 50_000,
  currency: "ZAR",
  dueOn: "2026-11-27",
  instalments: 1,
  number: null,
} as const;
const arranged = { ...promised, kind: "arrangement", instalments: 3 } as const;

test.for([
  [{ ...promised, event: "promise.made" }, "Promised R 500.00", "by 2026-11-27"],
  [{ ...promised, event: "promise.broken" }, "Promise broken: R 500.00", "by 2026-11-27"],
  [
    { ...arranged, event: "promise.made" },
    "Arranged R 500.00",
    "3 instalments, the last by 2026-11-27",
  ],
  [
    { ...arranged, event: "instalment.missed", number: 2 },
    "Instalment missed: R 500.00",
    "by 2026-11-27",
  ],
  [
    { ...promised, kind: "settlement", event: "settlement.settled" },
    "Settled for R 500.00",
    "by 2026-11-27",
  ],
] as const)("what became of what was agreed reads as such: %#", ([happening, title, detail]) => {
  expect(agreementEntry(happening)).toMatchObject({ kind: "promise", title, detail });
});
