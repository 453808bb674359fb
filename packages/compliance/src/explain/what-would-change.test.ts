import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ContactCase } from "../contact-case.ts";
import { permit } from "../permit.ts";
import { attempt, compiled, now, plain } from "../plain-case.ts";
import type { Verdict } from "../verdict.ts";
import type { Change } from "./counterfactual.ts";
import { asked, compiledLaw } from "./made-up-case.ts";
import { whatWouldChange } from "./what-would-change.ts";

test("the gate itself gives the answers that are told, and each is better", () => {
  fc.assert(
    fc.property(asked, ({ law, contactCase, now: at }) => {
      const packs = compiledLaw(law);
      const before = opensAt(permit(packs, contactCase, at));

      const changes = whatWouldChange(packs, contactCase, at);

      expect(changes.map(({ verdict }) => verdict)).toEqual(
        changes.map((change) => permit(packs, change.contactCase, change.at)),
      );
      expect(
        changes.filter(({ change, verdict }) =>
          change.kind === "wait" ? verdict.kind !== "allowed" : opensAt(verdict) >= before,
        ),
      ).toEqual([]);
    }),
    { seed: 51, numRuns: 800 },
  );
});

test("never proposes the same message under another purpose, and tells all in words", () => {
  fc.assert(
    fc.property(asked, ({ law, contactCase, now: at }) => {
      const changes = whatWouldChange(compiledLaw(law), contactCase, at);

      const dressed = changes.filter(
        ({ change, contactCase: supposed, sentence }) =>
          supposed.purpose !== contactCase.purpose &&
          !(change.kind === "purpose" && /^Another message, .* and no demand: /.test(sentence)),
      );
      expect(dressed).toEqual([]);
      expect(
        changes.filter(({ sentence }) =>
          /[a-z0-9]_[a-z0-9]|undefined|: not allowed/.test(sentence),
        ),
      ).toEqual([]);
    }),
    { seed: 52, numRuns: 800 },
  );
});

const american: ContactCase = { ...plain, zones: ["America/New_York"], channel: "call" };
const suing: ContactCase = {
  ...plain,
  channel: undefined,
  step: "commence_legal_proceedings",
  debts: [{ debtId: "D1", accountId: "A1", debtType: "nca_credit", inDefaultSince: "2026-09-01" }],
};

test.for<[string, string, ContactCase, Date, readonly string[]]>([
  ["nothing where it is allowed", "za-core", plain, now, []],
  ["nothing where the gate cannot judge", "za-core", { ...plain, zones: ["Mars"] }, now, []],
  [
    "nothing for one whose data is erased",
    "za-core",
    { ...plain, states: [{ state: "erased" }] },
    now,
    [],
  ],
  [
    "hours: waiting, or a letter, which has none",
    "za-core",
    plain,
    new Date("2026-11-24T20:00:00+02:00"),
    ["From Wednesday 25 November 2026 at 08:00 (Johannesburg) on: allowed.", "By letter: allowed."],
  ],
  [
    "a dispute: its end, and what is owed to the debtor meanwhile",
    "za-core",
    { ...plain, states: [{ state: "dispute_open", debtId: "D1" }] },
    now,
    [
      "Once the dispute is decided, with proof that a statement of the account was sent and a reply to the dispute was sent: allowed.",
      "Another message, the answer to the dispute and no demand: allowed.",
    ],
  ],
  [
    "a dispute that is over, but was never answered",
    "za-core",
    {
      ...plain,
      states: [
        { state: "dispute_open", since: "2026-11-10", until: new Date("2026-11-20T10:00Z") },
      ],
      notices: [{ noticeId: "account_statement_sent", sent: "2026-11-12" }],
    },
    now,
    [
      "With it on record that a reply to the dispute was sent: allowed.",
      "Another message, the answer to the dispute and no demand: allowed.",
    ],
  ],
  [
    "two holds: only both",
    "za-core",
    { ...plain, states: [{ state: "represented" }, { state: "on_hold" }] },
    now,
    ["Once a person lifts the hold and the adviser no longer acts: allowed."],
  ],
  [
    "an opt-out: another channel, or the debtor's own word",
    "za-core",
    { ...plain, states: [{ state: "opted_out", channel: "sms" }] },
    now,
    [
      "By email: allowed.",
      "By letter: allowed.",
      "By call: allowed.",
      "Once the debtor opts in again: allowed.",
    ],
  ],
  [
    "a number that belongs to somebody else: another one",
    "za-core",
    { ...plain, states: [{ state: "wrong_party", addressId: "address-1" }] },
    now,
    [
      "By SMS to another address of the debtor: allowed.",
      "Once the address is confirmed: allowed.",
    ],
  ],
  [
    "a full cap",
    "us-federal-states",
    {
      ...american,
      history: [1, 1, 2, 3, 4, 5, 6].map((day) =>
        attempt(`2026-06-0${day}T12:00:00-04:00`, { channel: "call", outcome: "no_answer" }),
      ),
    },
    new Date("2026-06-07T10:00:00-04:00"),
    [
      "From Monday 8 June 2026 at 08:00 (New York) on: allowed.",
      "By SMS: allowed.",
      "By email: allowed.",
      "By letter: allowed.",
      "With 1 contact fewer in that time (the oldest a call of 1 June 2026): allowed.",
    ],
  ],
  [
    "consent",
    "za-core",
    { ...plain, purpose: "marketing", consents: [] },
    now,
    ["With the debtor's consent on record: allowed."],
  ],
  [
    "a notice that was never given",
    "za-core",
    suing,
    new Date("2026-11-24T09:00:00+02:00"),
    [
      "With the section 129 notice given today: allowed from Wednesday 9 December 2026 at 00:00 (Johannesburg) on.",
    ],
  ],
  [
    "a step that must not be taken while the debt is disputed",
    "za-core",
    {
      ...suing,
      step: "report_to_bureau",
      purpose: "statutory_notice",
      states: [{ state: "dispute_open" }],
      notices: [{ noticeId: "bureau_listing", sent: "2026-09-01" }],
    },
    now,
    ["Once the dispute is decided: allowed."],
  ],
])("tells what would change the answer: %s", ([, pack, contactCase, at, sentences]) => {
  const changes = whatWouldChange([compiled("stop-facts"), compiled(pack)], contactCase, at);

  expect(changes.map(({ sentence }) => sentence)).toEqual(sentences);
});

test("asks about the ways that the caller knows, and only those", () => {
  const wrongParty: ContactCase = {
    ...plain,
    states: [{ state: "wrong_party", addressId: "address-1" }],
  };
  const others: ContactCase[] = [
    { ...wrongParty, addressId: "address-2" },
    { ...wrongParty, channel: "email", addressId: "address-3", states: [{ state: "wrong_party" }] },
    { ...wrongParty, channel: "letter", addressId: "address-4", states: [] },
  ];

  const changes = whatWouldChange([compiled("stop-facts")], wrongParty, now, { others });

  expect(changes.map(({ change }) => change)).toEqual<readonly Change[]>([
    { kind: "address", addressId: "address-2" },
    { kind: "channel", channel: "letter" },
    { kind: "hold_ended", states: ["wrong_party"] },
  ]);
});

function opensAt(verdict: Verdict): number {
  if (verdict.kind === "allowed") return Number.NEGATIVE_INFINITY;
  return verdict.kind === "deferred" ? verdict.until.getTime() : Number.POSITIVE_INFINITY;
}
