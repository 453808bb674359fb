import * as fc from "fast-check";
import { expect, test } from "vitest";
import { paymentReference } from "../reference/payment-reference.ts";
import type { StatementLine } from "../statement.ts";
import type { Candidate } from "./candidate.ts";
import { matchLines } from "./match-lines.ts";

const REFERENCE = paymentReference(1_204_005);
const OTHER_REFERENCE = paymentReference(1_204_006);

const ACCOUNT: Candidate = {
  accountId: "account",
  debtorId: "debtor",
  currency: "ZAR",
  dueDate: "2013-01-01",
  balance: 50_000,
  amountsDue: [10_000],
  references: [REFERENCE],
  clientNumbers: ["INV-000611365"],
  payerNames: ["Thandi A. Tester"],
  payerAccounts: ["62 0001"],
  payments: [{ paymentId: "p1", amount: 10_000, valueDate: "2012-12-15" }],
};
const OTHER: Candidate = {
  ...ACCOUNT,
  accountId: "other",
  debtorId: "other-debtor",
  references: [OTHER_REFERENCE],
  clientNumbers: ["INV-000611366"],
  payerNames: ["Pieter Probe"],
  payerAccounts: ["62 0002"],
  payments: [],
};

function line(changes: Partial<StatementLine> = {}): StatementLine {
  return {
    id: "line",
    kind: "entry",
    valueDate: "2013-01-15",
    bookingDate: "2013-01-15",
    amount: 12_345,
    texts: [],
    payer: { name: undefined, account: undefined },
    bankReference: undefined,
    deposit: undefined,
    place: { line: 1 },
    ...changes,
  };
}

function matchOne(
  changes: Partial<StatementLine>,
  candidates: readonly Candidate[] = [ACCOUNT, OTHER],
) {
  const [match] = matchLines({ lines: [line(changes)], currency: "ZAR" }, candidates);
  if (match === undefined) throw new Error("no match");
  return match;
}

const THANDI = { name: "TESTER, Thandi A", account: "620001" };

test.for<[string, Partial<StatementLine>]>([
  ["its reference", { texts: [`Pmt ${REFERENCE}`] }],
  [
    "its reference in small letters and groups",
    { texts: [REFERENCE.toLowerCase().replaceAll(/(.{4})/g, "$1 ")] },
  ],
  [
    "its reference with O for 0 and an amount due",
    { texts: [REFERENCE.replaceAll("0", "O")], amount: 10_000 },
  ],
  ["the client's number and an amount due", { texts: ["inv 000611365"], amount: 10_000 }],
  [
    "its reference, from anybody",
    { texts: [REFERENCE], payer: { name: "Somebody Else", account: "99" } },
  ],
  [
    "the payer's account and name, an amount due, as paid before",
    { payer: THANDI, amount: 10_000 },
  ],
])("books by itself a line with %s", ([, changes]) => {
  expect(matchOne(changes)).toMatchObject({
    kind: "automatic",
    proposal: { parts: [{ accountId: "account", amount: changes.amount ?? 12_345 }] },
  });
});

test.for([
  ["an amount alone", { amount: 50_000 }, "What speaks for an account is not enough to book by."],
  [
    "a name and an amount",
    { amount: 10_000, payer: { ...THANDI, account: undefined } },
    "What speaks for an account is not enough to book by.",
  ],
  [
    "more than is owed",
    { texts: [REFERENCE], amount: 50_001 },
    "What speaks for an account is not enough to book by.",
  ],
  [
    "the client's number and another amount",
    { texts: ["INV-000611365"] },
    "What speaks for an account is not enough to book by.",
  ],
  [
    "the digits of a reference alone",
    { texts: [REFERENCE.slice(2)] },
    "What speaks for an account is not enough to book by.",
  ],
  [
    "the references of two debtors",
    { texts: [`${REFERENCE} ${OTHER_REFERENCE}`] },
    "It may be meant for more than one account.",
  ],
  [
    "another's reference than the client's number",
    { texts: [`${OTHER_REFERENCE} INV-000611365`], amount: 10_000, payer: THANDI },
    "It names another account too.",
  ],
  [
    "a reference of nobody, from a known payer",
    { texts: [paymentReference(5)], amount: 10_000, payer: THANDI },
    "It names a payment reference that no open account has.",
  ],
  [
    "a reference damaged beyond its account's",
    { texts: ["RF99 9999 9999 9"], amount: 10_000, payer: THANDI },
    "It names a payment reference that is damaged, and not the one of the likeliest account.",
  ],
  ["nothing", {}, "Nothing in it points at an account."],
  [
    "a fee",
    { kind: "fee", amount: -500, texts: [REFERENCE] },
    "An agency kept it; no debtor paid it.",
  ],
] as const)("leaves a line with %s to a person", ([, changes, why]) => {
  const candidates = [ACCOUNT, { ...OTHER, amountsDue: [20_000] }];

  expect(matchOne(changes, candidates)).toMatchObject({ kind: "desk", why });
});

test.for([
  ["with nothing else", {}],
  ["with all that speaks for the account", { payer: THANDI }],
] as const)("does not book by itself more than is owed, %s", ([, changes]) => {
  expect(matchOne({ texts: [REFERENCE], amount: 50_001, ...changes })).toMatchObject({
    kind: "desk",
  });
});

test("does not book to an account beside whose reference the client's number of another stands", () => {
  expect(matchOne({ texts: [REFERENCE, "INV-000611366"] })).toMatchObject({
    kind: "desk",
    why: "It names another account too.",
  });
});

test("does not book from a payer who has two accounts with the same amount due", () => {
  const twin = { ...ACCOUNT, accountId: "twin", references: [OTHER_REFERENCE], clientNumbers: [] };

  expect(matchOne({ payer: THANDI, amount: 10_000 }, [ACCOUNT, twin])).toMatchObject({
    kind: "desk",
    why: "It may be meant for more than one account.",
    proposals: { length: 2 },
  });
});

test("books nothing to an account in another currency", () => {
  expect(matchOne({ texts: [REFERENCE] }, [{ ...ACCOUNT, currency: "USD" }])).toMatchObject({
    kind: "desk",
  });
});

test("says in words what speaks for a proposal", () => {
  const { proposals } = matchOne({ texts: [REFERENCE], payer: THANDI, amount: 10_000 });

  expect(proposals[0]).toEqual({
    parts: [{ accountId: "account", amount: 10_000 }],
    score: 180,
    names: "reference",
    isNear: true,
    reasons: [
      "It names the account's payment reference, whose check digits hold.",
      "100.00 ZAR is exactly what is due on the account.",
      "The same amount was paid on 2012-12-15.",
      "It comes from a bank account that this account was paid from before.",
      "The payer has the debtor's name.",
    ],
  });
});

test("puts one deposit to the accounts that it names when it is what they owe together", () => {
  const texts = [`${REFERENCE} + ${OTHER_REFERENCE}`];

  expect(matchOne({ texts, amount: 100_000 })).toMatchObject({
    kind: "automatic",
    proposal: {
      parts: [
        { accountId: "account", amount: 50_000 },
        { accountId: "other", amount: 50_000 },
      ],
    },
  });
  expect(matchOne({ texts, amount: 70_000 })).toMatchObject({ kind: "desk" });
});

test("puts a deposit that names one account to all of its debtor's when it is what they owe together", () => {
  const second = {
    ...ACCOUNT,
    accountId: "second",
    references: [OTHER_REFERENCE],
    clientNumbers: [],
  };

  expect(matchOne({ texts: [REFERENCE], amount: 100_000 }, [ACCOUNT, second])).toMatchObject({
    kind: "automatic",
    proposal: {
      parts: [
        { accountId: "account", amount: 50_000 },
        { accountId: "second", amount: 50_000 },
      ],
    },
  });
});

const RETURN = { texts: [REFERENCE], amount: -10_000, kind: "reversal" } as const;

test("takes back the one payment that the bank says came back, of the account that it names", () => {
  expect(matchOne(RETURN)).toMatchObject({
    kind: "automatic",
    proposal: {
      parts: [{ accountId: "account", amount: -10_000 }],
      returns: { paymentId: "p1" },
    },
  });
});

const paidAgain = {
  ...ACCOUNT,
  payments: [
    ...ACCOUNT.payments,
    { paymentId: "p2", amount: 10_000, valueDate: "2013-01-02" as const },
  ],
};

test.for<[string, Partial<StatementLine>, Candidate, string, number]>([
  ["the bank does not call it back", { kind: "entry" }, ACCOUNT, "Money went out", 1],
  ["two payments are like it", {}, paidAgain, "More than one payment", 2],
  ["none is like it", { amount: -9_999 }, ACCOUNT, "Money went out", 0],
  ["it came later than it went", { bookingDate: "2012-12-14" }, ACCOUNT, "Money went out", 0],
  ["nothing but a number names it", { texts: ["000611365"] }, ACCOUNT, "Money went out", 0],
  ["the client's number names it", { texts: ["INV-000611365"] }, ACCOUNT, "What speaks for", 1],
])("takes no payment back where %s", ([, changes, candidate, why, proposals]) => {
  const match = matchOne({ ...RETURN, ...changes }, [candidate, OTHER]);

  expect(match).toMatchObject({ kind: "desk", why: expect.stringContaining(why) });
  expect(match.proposals).toHaveLength(proposals);
});

test("takes no payment back twice", () => {
  const lines = ["a", "b"].map((id) => line({ ...RETURN, id }));

  const matches = matchLines({ lines, currency: "ZAR" }, [ACCOUNT]);

  expect(matches.map(({ kind }) => kind)).toEqual(["desk", "desk"]);
});

test("does not pay an account twice over: what is more than it owes goes to a person", () => {
  const lines = ["a", "b", "c"].map((id) => line({ id, texts: [REFERENCE], amount: 25_000 }));

  const kinds = (given: readonly StatementLine[]) =>
    matchLines({ lines: given, currency: "ZAR" }, [ACCOUNT]).map(({ lineId, kind }) => [
      lineId,
      kind,
    ]);

  expect(kinds(lines)).toEqual([
    ["a", "automatic"],
    ["b", "automatic"],
    ["c", "desk"],
  ]);
  expect(kinds(lines.toReversed())).toEqual([
    ["c", "desk"],
    ["b", "automatic"],
    ["a", "automatic"],
  ]);
});

test("books neither of two lines that claim an account where one does not name it", () => {
  const lines = [
    line({ id: "a", texts: [REFERENCE], amount: 10_000 }),
    line({ id: "b", payer: THANDI, amount: 10_000 }),
  ];

  expect(matchLines({ lines, currency: "ZAR" }, [ACCOUNT]).map(({ kind }) => kind)).toEqual([
    "desk",
    "desk",
  ]);
});

const anyLine = fc.record({
  texts: fc.array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        REFERENCE,
        OTHER_REFERENCE,
        REFERENCE.slice(3),
        "INV-000611365",
        "__proto__",
        "RF",
      ),
    ),
    { maxLength: 3 },
  ),
  amount: fc.oneof(
    fc.constantFrom(10_000, 50_000, 100_000, -10_000),
    fc.integer({ min: 1, max: 200_000 }),
  ),
  payer: fc.constantFrom(
    THANDI,
    { name: "pieter probe", account: undefined },
    { name: undefined, account: "constructor" },
  ),
});

test("whatever the lines, parts come to them, nobody is overpaid, and no order makes a difference", () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 6 }), (drafts) => {
      const lines = drafts.map((draft, index) => line({ ...draft, id: `l${index}` }));
      const byId = (given: ReturnType<typeof matchLines>) =>
        given.toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1));

      const matches = matchLines({ lines, currency: "ZAR" }, [ACCOUNT, OTHER]);

      const again = matchLines({ lines: lines.toReversed(), currency: "ZAR" }, [OTHER, ACCOUNT]);
      expect(byId(again)).toEqual(byId(matches));
      const booked = new Map<string, number>();
      for (const [index, match] of matches.entries()) {
        for (const { parts } of match.proposals) {
          expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(lines[index]?.amount);
        }
        if (match.kind !== "automatic") continue;
        for (const { accountId, amount } of match.proposal.parts) {
          booked.set(accountId, (booked.get(accountId) ?? 0) + amount);
        }
      }
      for (const sum of booked.values()) expect(sum).toBeLessThanOrEqual(50_000);
    }),
  );
});
