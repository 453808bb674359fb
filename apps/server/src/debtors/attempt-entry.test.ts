import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { attemptEntry } from "./attempt-entry.ts";

type Happening = Parameters<typeof attemptEntry>[0];

const zone = zoneNamed(zones, "Africa/Johannesburg");
if (zone === undefined) throw new RangeError("The zone table lacks Johannesburg");

const sent: Happening = {
  id: "019ab000-0000-7000-8000-000000000001",
  at: new Date("2026-11-24T08:00:00Z"),
  channel: "letter",
  direction: "outbound",
  purpose: "statutory_notice",
  status: "accepted",
  until: null,
  reason: null,
  rules: [],
  errorCode: null,
  source: null,
  isReported: false,
  isAllowed: true,
  outcome: null,
  subject: null,
  body: null,
  place: null,
};

test.for<[Partial<Happening>, string, string | null]>([
  [{}, "Letter sent", null],
  [
    { outcome: "failed", errorCode: "unclaimed" },
    "Letter did not arrive",
    "It came back: nobody collected it",
  ],
  [
    { channel: "email", outcome: "failed", errorCode: "smtp-5.1.1" },
    "E-mail did not arrive",
    "There is no such mailbox (5.1.1)",
  ],
  [
    { channel: "sms", status: "withdrawn", errorCode: "engine.gives-way-to-notice" },
    "SMS taken back before it left",
    "It gave way to a notice that the law requires",
  ],
  [{ channel: "sms", status: "withdrawn" }, "SMS taken back before it left", null],
])("%j reads as %s: %s", ([change, title, detail]) => {
  const entry = attemptEntry({ ...sent, ...change }, { zone, showsBody: false });

  expect([entry.title, entry.detail]).toEqual([title, detail]);
});
