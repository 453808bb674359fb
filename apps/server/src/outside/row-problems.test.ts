import { ReportedContact, ReportedNotice } from "@fairflow/contract";
import { expect, test } from "vitest";
import type { z } from "zod";
import { rowProblems } from "./row-problems.ts";

const CONTACT = {
  id: "1",
  account: "A1",
  at: "2026-11-24T10:00:00Z",
  channel: "call",
  outcome: "no_answer",
};

test.for<[z.ZodType, object, object]>([
  [
    ReportedContact,
    { ...CONTACT, direction: "sideways" },
    { field: "direction", problem: "Use one of outbound, inbound" },
  ],
  [
    ReportedContact,
    { ...CONTACT, at: "24/11/2026" },
    { field: "at", problem: "Write a time with its offset, like 2026-11-24T10:00:00+02:00" },
  ],
  [
    ReportedNotice,
    { account: "A1", notice: "nca_s129", sentOn: "24/11/2026" },
    { field: "sentOn", problem: "Write a day like 2026-11-24" },
  ],
  [
    ReportedContact,
    { ...CONTACT, nmae: "x" },
    { field: "nmae", problem: 'Nothing here is called "nmae"' },
  ],
])("says of a row what is expected in the field, not what stands there", ([form, row, problem]) => {
  const { error } = form.safeParse(row);

  expect(error && rowProblems(error)).toEqual([problem]);
});
