import type { AccountPlan, Charge } from "../people/person.ts";
import { localDay, type Acting } from "./acting.ts";
import { payAccount } from "./pay-account.ts";

/** Puts down when somebody means to pay the parts of a debt; what lies before `afterMs` has happened or will not. */
export function planPayments(
  acting: Acting,
  { reference, dispute }: AccountPlan,
  { charges, afterMs }: { readonly charges: readonly Charge[]; readonly afterMs: number },
): void {
  if (dispute !== null) return;
  for (const { dueOn, payments } of charges) {
    for (const [index, { atMs, share }] of payments.entries()) {
      if (atMs <= afterMs) continue;
      acting.agenda.add(atMs, 0, {
        of: reference,
        act: () =>
          payAccount(acting, {
            reference,
            externalId: `meant-${reference}-${dueOn}-${index}`,
            today: localDay(acting, new Date(atMs)),
            share,
            dueOn,
          }),
      });
    }
  }
}
