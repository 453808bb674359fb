import {
  addDays,
  addMonths,
  daysBetween,
  instantAt,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";
import { HISTORY_DAYS } from "../demo-place.ts";
import { between, oneOf, weighted, type Random } from "../random.ts";
import { intentionsFor } from "./intentions.ts";
import type { AccountPlan, Charge, Habit } from "./person.ts";

const TERM_DAYS = 30;
/** A card's statement is made so many days before it is due. */
const STATEMENT_DAYS = 20;
/** What was due so long before the history begins counts as its past. */
const PAST_DAYS = 20;

export interface PlanInput {
  readonly reference: number;
  readonly habit: Habit;
  readonly zone: Zone;
  readonly today: LocalDate;
}

/** One debt of a person: what is charged when, from before the history until today. */
export function planAccount(random: Random, input: PlanInput): AccountPlan {
  const kind = weighted(random, [
    ["invoice", 68],
    ["instalment", 22],
    ["revolving", 10],
  ] as const);
  switch (kind) {
    case "invoice":
      return invoice(random, input);
    case "instalment":
      return instalments(random, input);
    case "revolving":
      return card(random, input);
  }
}

function invoice(random: Random, input: PlanInput): AccountPlan {
  const dueOn = addDays(input.today, between(random, -HISTORY_DAYS - 10, TERM_DAYS - 2));
  const openedOn = addDays(dueOn, -TERM_DAYS);
  const amount = between(random, 180, 6_500) * 100 + between(random, 0, 99);
  return {
    reference: `INV-${padded(input.reference)}`,
    kind: "invoice",
    product: oneOf(random, ["Furniture", "Appliances", "School wear", "Building supplies"]),
    openedOn,
    charges: [charge(random, input, { bookedOn: openedOn, dueOn, amount })],
    dispute: null,
  };
}

function instalments(random: Random, input: PlanInput): AccountPlan {
  const months = oneOf(random, [6, 6, 12]);
  const openedOn = addDays(input.today, -between(random, 5, months * 30 - 20));
  const amount = between(random, 150, 1_400) * 100;
  const firstDue = addDays(openedOn, between(random, 25, 40));
  return {
    reference: `HP-${padded(input.reference)}`,
    kind: "instalment",
    product: oneOf(random, ["Furniture", "Appliances", "Cell phone"]),
    openedOn,
    charges: Array.from({ length: months }, (_, month) =>
      charge(random, input, { bookedOn: openedOn, dueOn: addMonths(firstDue, month), amount }),
    ),
    dispute: null,
  };
}

function card(random: Random, input: PlanInput): AccountPlan {
  const openedOn = addDays(input.today, -between(random, 30, 300));
  const firstDue = addDays(openedOn, TERM_DAYS);
  const months = Math.ceil((daysBetween(firstDue, input.today) + STATEMENT_DAYS) / 30);
  const charges = Array.from({ length: Math.max(1, months) }, (_, month) => {
    const dueOn = addMonths(firstDue, month);
    const amount = between(random, 120, 1_100) * 100 + between(random, 0, 99);
    return charge(random, input, { bookedOn: addDays(dueOn, -STATEMENT_DAYS), dueOn, amount });
  });
  return {
    reference: `CARD-${padded(input.reference)}`,
    kind: "revolving",
    product: "Store card",
    openedOn,
    charges: charges.filter(({ bookedOn }) => bookedOn <= input.today),
    dispute: null,
  };
}

function charge(
  random: Random,
  { habit, zone, today }: PlanInput,
  of: Omit<Charge, "payments">,
): Charge {
  const isLongPast = daysBetween(of.dueOn, today) > HISTORY_DAYS + PAST_DAYS;
  return { ...of, payments: intentionsFor(random, habit, { zone, dueOn: of.dueOn, isLongPast }) };
}

/** An invoice that the client's feed brings on a day. */
export function freshInvoice(
  random: Random,
  { reference, ...input }: Omit<PlanInput, "reference"> & { readonly reference: string },
): AccountPlan {
  const { today } = input;
  const dueOn = addDays(today, TERM_DAYS);
  const plan = invoice(random, { ...input, reference: 0 });
  const [first] = plan.charges;
  const amount = first?.amount ?? 100_000;
  return {
    ...plan,
    reference,
    openedOn: today,
    charges: [charge(random, { ...input, reference: 0 }, { bookedOn: today, dueOn, amount })],
  };
}

/** What a card's holder is asked for next, where its statement is made on this day. */
export function nextStatement(
  random: Random,
  { charges }: AccountPlan,
  input: Omit<PlanInput, "reference">,
): Charge | undefined {
  const first = charges[0]?.dueOn;
  if (first === undefined) return undefined;
  const dueOn = addDays(input.today, STATEMENT_DAYS);
  const months = Math.round(daysBetween(first, dueOn) / 30.44);
  if (addMonths(first, months) !== dueOn) return undefined;
  const amount = between(random, 120, 1_100) * 100 + between(random, 0, 99);
  return charge(random, { ...input, reference: 0 }, { bookedOn: input.today, dueOn, amount });
}

/** A dispute a few days old, over a debt that nobody will pay meanwhile. */
export function withOpenDispute(
  random: Random,
  plan: AccountPlan,
  { zone, today, reason }: Pick<PlanInput, "zone" | "today"> & { readonly reason: string },
): AccountPlan {
  const day = addDays(today, -between(random, 1, 4));
  return {
    ...plan,
    charges: plan.charges.map((each) => ({ ...each, payments: [] })),
    dispute: { atMs: instantAt(zone, day, between(random, 9 * 60, 16 * 60)).getTime(), reason },
  };
}

function padded(reference: number): string {
  return String(reference).padStart(6, "0");
}
