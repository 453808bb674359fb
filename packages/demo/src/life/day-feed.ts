import type { LocalDate, Zone } from "@fairflow/calendar";
import { freshInvoice, nextStatement } from "../people/account-plan.ts";
import type { AccountPlan, Charge, DemoPerson } from "../people/person.ts";
import { oneOf, randomOf } from "../random.ts";

/** New invoices a day, for each debtor: as many as become due in the history. */
const INVOICES_PER_DEBTOR = 0.011;

/** What the client's books bring on a day. */
export interface DayFeed {
  readonly accounts: readonly { readonly person: DemoPerson; readonly plan: AccountPlan }[];
  readonly statements: readonly {
    readonly person: DemoPerson;
    readonly plan: AccountPlan;
    readonly charge: Charge;
  }[];
}

/** The same for the same seed and day, so that nothing of it need be kept. */
export function dayFeed(of: {
  readonly seed: number;
  readonly people: readonly DemoPerson[];
  readonly zone: Zone;
  readonly day: LocalDate;
}): DayFeed {
  const { seed, people, zone, day: today } = of;
  const random = randomOf(seed, "feed", today);
  const count = Math.max(1, Math.round(people.length * INVOICES_PER_DEBTOR));
  return {
    accounts: Array.from({ length: count }, (_, index) => {
      const person = oneOf(random, people);
      const reference = `INV-${today.replaceAll("-", "")}-${String(index + 1).padStart(3, "0")}`;
      return {
        person,
        plan: freshInvoice(random, { reference, habit: person.habit, zone, today }),
      };
    }),
    statements: people.flatMap((person) =>
      person.accounts.flatMap((plan) => {
        if (plan.kind !== "revolving") return [];
        const own = randomOf(seed, "statement", plan.reference, today);
        const charge = nextStatement(own, plan, { habit: person.habit, zone, today });
        return charge === undefined ? [] : [{ person, plan, charge }];
      }),
    ),
  };
}
