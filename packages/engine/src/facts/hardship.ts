import { addBusinessDays, instantAt } from "@fairflow/calendar";
import { lockDebtors, type Transaction } from "@fairflow/db";
import { calendarOf, portfolioOf } from "../world.ts";
import { placeHoldIn } from "./holds.ts";
import { subjectOf, type Author, type FactDeps } from "./telling.ts";
import { termsNow } from "./terms-now.ts";

/** So long a person has to look before demands go on by themselves. */
const LOOK_BUSINESS_DAYS = 10;

const TITLES = {
  income: "Talk to the debtor: they have lost income",
  illness: "Talk to the debtor: somebody is ill",
  bereavement: "Talk to the debtor: somebody has died",
  counselling: "Talk to the debtor: they say that they are in debt counselling",
  other: "Talk to the debtor: they cannot pay now",
} as const;

/** What keeps somebody from paying, as they say. */
export type Hardship = keyof typeof TITLES;

/**
 * The debtor says that they cannot pay and do not know when: they are left alone for some business days, on all accounts,
 * and a person looks. Said again while that lasts, it is one.
 */
export async function reportHardshipIn(
  deps: FactDeps,
  tx: Transaction,
  input: { readonly accountId: string; readonly reason: Hardship; readonly author: Author },
): Promise<void> {
  const { debtorId, portfolioId, now, today, zone } = await subjectOf(deps, tx, input.accountId);
  await lockDebtors(tx, [debtorId]);
  const terms = await termsNow(deps, tx);
  const calendar = calendarOf(terms.law, portfolioOf(terms, portfolioId));
  const until = instantAt(zone, addBusinessDays(calendar, today, LOOK_BUSINESS_DAYS), 0);
  const evidence = { hardship: input.reason };
  const hold = { debtorId, state: "on_hold", until, author: input.author, evidence, now };
  await placeHoldIn(deps, tx, hold);
  await tx.sql`
    insert into task (debtor_id, account_id, team, kind, title, outcomes, due_at, created_at)
    select ${debtorId}, ${input.accountId}, 'Care', 'hardship', ${TITLES[input.reason]},
      ${JSON.stringify([
        { id: "agreed", label: "Something is agreed" },
        { id: "given-time", label: "They get more time" },
        { id: "go-on", label: "Contact may go on" },
      ])}::jsonb, ${until}::timestamptz, ${now}::timestamptz
    where not exists (
      select from task where debtor_id = ${debtorId} and kind = 'hardship' and status = 'open')`;
}
