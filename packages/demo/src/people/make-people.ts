import { daysBetween, type LocalDate } from "@fairflow/calendar";
import type { Zone } from "@fairflow/calendar";
import { between, oneOf, randomOf, weighted, type Random } from "../random.ts";
import { planAccount, withOpenDispute } from "./account-plan.ts";
import { FIRST_NAMES, LAST_NAMES, STREETS, TOWNS, TRADES } from "./names.ts";
import type { AccountPlan, DemoLanguage, DemoPerson, Habit } from "./person.ts";

/** How many disputes are open when the demo begins. */
const OPEN_DISPUTES = 6;

export const DISPUTE_REASONS = [
  "goods-not-delivered",
  "amount",
  "goods-returned",
  "already-paid",
  "not-mine",
];

export interface PeopleInput {
  readonly seed: number;
  readonly debtors: number;
  readonly zone: Zone;
  readonly today: LocalDate;
}

/** The people of the demo world: the same ones for the same seed and day. Nobody in it exists. */
export function makePeople({ seed, debtors, zone, today }: PeopleInput): readonly DemoPerson[] {
  let accounts = 0;
  let disputes = 0;
  return Array.from({ length: debtors }, (_, index) => {
    const random = randomOf(seed, "person", index);
    const habit: Habit = weighted(random, [
      ["prompt", 62],
      ["forgetful", 17],
      ["late", 11],
      ["struggling", 7],
      ["gone", 3],
    ] as const);
    const count = weighted(random, [
      [1, 68],
      [2, 25],
      [3, 7],
    ] as const);
    const plans = Array.from({ length: count }, () => {
      accounts += 1;
      const plan = planAccount(random, { reference: accounts, habit, zone, today });
      if (disputes >= OPEN_DISPUTES || !mayBeDisputed(plan, today)) return plan;
      disputes += 1;
      return withOpenDispute(random, plan, { zone, today, reason: oneOf(random, DISPUTE_REASONS) });
    });
    return makePerson(random, { index, habit, accounts: plans });
  });
}

/** A recent invoice, so that a run is under way over it. */
function mayBeDisputed({ kind, charges: [first] }: AccountPlan, today: LocalDate): boolean {
  if (kind !== "invoice" || first === undefined) return false;
  const daysPastDue = daysBetween(first.dueOn, today);
  return daysPastDue >= 6 && daysPastDue <= 20;
}

function makePerson(
  random: Random,
  of: { readonly index: number; readonly habit: Habit; readonly accounts: readonly AccountPlan[] },
): DemoPerson {
  const language: DemoLanguage = weighted(random, [
    ["en", 35],
    ["zu", 28],
    ["af", 20],
    ["xh", 17],
  ] as const);
  const number = String(of.index).padStart(4, "0");
  const isCompany = random() < 0.04;
  const firstName = oneOf(random, FIRST_NAMES[language]);
  const familyName = oneOf(random, LAST_NAMES[language]);
  return {
    reference: `KRC-${number}`,
    kind: isCompany ? "company" : "person",
    language,
    firstName: isCompany ? "" : firstName,
    lastName: isCompany ? `${familyName} ${oneOf(random, TRADES)} (Demo)` : familyName,
    // No South African network uses 085 000.
    phone: random() < 0.94 && of.index < 10_000 ? `085 000 ${number}` : null,
    email: random() < 0.8 ? `demo.${number}@example.org` : null,
    postal: `${between(random, 1, 180)} ${oneOf(random, STREETS)}\n${oneOf(random, TOWNS)}\n0001`,
    preferredChannel: weighted(random, [
      [null, 60],
      ["sms", 22],
      ["email", 18],
    ] as const),
    payDay: random() < 0.6 ? oneOf(random, [1, 15, 25, 26, 30]) : null,
    habit: of.habit,
    accounts: of.accounts,
  };
}
