import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { plainBench, type BenchForm } from "./bench-form.ts";
import { readBench, wallTimeOf } from "./bench-question.ts";

const ZONE = "Africa/Johannesburg";
const plain = plainBench({ at: "2026-11-24T08:30", zone: ZONE, packs: ["za-core"] });

test("times are read on the wall of the first zone", () => {
  const read = readBench({ ...plain, zones: ["America/New_York"] }, zones, ZONE);

  expect(read.kind === "ready" ? new Date(read.question.atMs).toISOString() : read).toBe(
    "2026-11-24T13:30:00.000Z",
  );
});

test("a case without a zone is asked as one whose zone is not known", () => {
  const read = readBench({ ...plain, zones: [""] }, zones, ZONE);

  expect(read).toMatchObject({
    kind: "ready",
    question: { case: { zones: [] }, atMs: Date.parse("2026-11-24T06:30:00Z") },
  });
});

test("what is left open is left out, and a contact about every debt names them all", () => {
  const read = readBench(
    {
      ...plain,
      debts: [
        { type: "nca_credit", defaultSince: "2026-10-01" },
        { type: "", defaultSince: "" },
      ],
      history: [
        {
          at: "2026-11-20T10:00",
          channel: "call",
          outcome: "no_answer",
          direction: "outbound",
          purpose: "collection",
          debt: 0,
        },
      ],
      states: [{ state: "opted_out", since: "2026-11-01", until: "" }],
    },
    zones,
    ZONE,
  );

  expect(read.kind === "ready" ? read.question.case : read).toMatchObject({
    debts: [
      { debtId: "debt-1", debtType: "nca_credit", inDefaultSince: "2026-10-01" },
      { debtId: "debt-2", accountId: "account-2", creditorId: "creditor" },
    ],
    history: [
      { at: new Date("2026-11-20T08:00:00Z"), debts: [{ debtId: "debt-1" }, { debtId: "debt-2" }] },
    ],
    states: [{ state: "opted_out", since: "2026-11-01", channel: "sms" }],
  });
  expect(read.kind === "ready" ? Object.keys(read.question.case) : []).not.toContain("consents");
});

test.for<[string, Partial<BenchForm>, string]>([
  [
    "a zone that is none",
    { zones: ["Africa/Atlantis"] },
    "No time zone is called “Africa/Atlantis”",
  ],
  ["no day", { at: "" }, "Say on which day and at what time"],
  ["a day beyond the tables", { at: "2199-01-01T08:00" }, "Say on which day and at what time"],
  ["neither channel nor step", { channel: "" }, "Choose a channel, a legal step, or both"],
  [
    "a state without a name",
    { states: [{ state: "", since: "", until: "" }] },
    "Say which state each one is",
  ],
])("says what is missing: %s", ([, change, problem]) => {
  const read = readBench({ ...plain, ...change }, zones, ZONE);

  expect(read).toEqual({ kind: "faulty", problems: [problem] });
});

test("a wall time reads back as the instant that it was made from", () => {
  const zone = zoneNamed(zones, ZONE);
  if (zone === undefined) throw new Error("The table lacks the zone");

  expect(wallTimeOf(Date.parse("2026-11-24T06:30:00Z"), zone)).toBe("2026-11-24T08:30");
});
