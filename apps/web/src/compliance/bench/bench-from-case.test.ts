import { zones } from "@fairflow/calendar/zones";
import { ContactCase } from "@fairflow/compliance";
import { expect, test } from "vitest";
import { benchFromCase } from "./bench-from-case.ts";
import { readBench } from "./bench-question.ts";

const contactCase = ContactCase.parse({
  zones: ["Africa/Johannesburg"],
  zoneSource: "country_default",
  actor: "third_party",
  channel: "sms",
  purpose: "collection",
  debts: [
    { debtId: "one", accountId: "one", debtType: "nca_credit", inDefaultSince: "2026-10-01" },
    { debtId: "two", accountId: "two" },
  ],
  states: [{ state: "dispute_open", since: "2026-11-20T22:30:00Z", debtId: "two" }],
  history: [
    {
      at: "2026-11-20T08:00:00Z",
      channel: "sms",
      outcome: "delivered",
      direction: "outbound",
      purpose: "collection",
      debts: [{ debtId: "two", accountId: "two" }],
    },
  ],
  notices: [],
});
const recorded = {
  contactCase,
  atMs: Date.parse("2026-11-24T06:30:00Z"),
  packs: ["stop-facts@2026.11.0", "za-core@2026.11.0", "house-rules@3"],
};

test("fills the bench with a recorded case, in the debtor's own time", () => {
  expect(benchFromCase(recorded, zones)).toMatchObject({
    at: "2026-11-24T08:30",
    channel: "sms",
    consent: "not-looked-up",
    debts: [
      { type: "nca_credit", defaultSince: "2026-10-01" },
      { type: "", defaultSince: "" },
    ],
    states: [{ state: "dispute_open", since: "2026-11-21", until: "" }],
    history: [{ at: "2026-11-20T10:00", outcome: "delivered", debt: 2 }],
    packs: ["za-core"],
  });
});

test("what was filled in asks about the same instant, debts and contacts", () => {
  const form = benchFromCase(recorded, zones);
  const read = form === undefined ? undefined : readBench(form, zones, "Africa/Johannesburg");

  expect(read).toMatchObject({
    kind: "ready",
    question: {
      atMs: recorded.atMs,
      case: { history: [{ at: new Date("2026-11-20T08:00:00Z"), debts: [{ debtId: "debt-2" }] }] },
    },
  });
});

test("a case whose zone nobody knows cannot be filled in", () => {
  const unknown = { ...recorded, contactCase: { ...contactCase, zones: [] } };

  expect(benchFromCase(unknown, zones)).toBeUndefined();
});
