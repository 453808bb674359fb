import { addDays, type LocalDate } from "@fairflow/calendar";
import {
  generateMasterKey,
  openDatabase,
  openKeyring,
  parseMasterKey,
  recordLedgerEntries,
  rollArrears,
  takeDailySnapshot,
  upsertAccounts,
  type Transaction,
} from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { HISTORY_DAYS } from "../demo-place.ts";
import { seedDemo } from "./seed-demo.ts";

const SUNDAY = new Date("2026-11-22T10:00:00Z");
const TODAY: LocalDate = "2026-11-20";
const FIRST_DAY = addDays(TODAY, -HISTORY_DAYS);

const database = openDatabase(await testDatabase(), { max: 4 });
afterAll(() => database.close());

interface Booked {
  readonly account_id: string;
  readonly kind: "charge" | "payment" | "adjustment";
  readonly amount: number;
  readonly value_date: LocalDate;
  readonly due_on: LocalDate | null;
}

test("writes accounts, due items and closes as the ledger and the daily close would have kept them day by day", async () => {
  const masterKey = parseMasterKey(generateMasterKey());
  const keyring = await database.transaction((tx) => openKeyring(tx, [masterKey], SUNDAY));
  const input = { database, keyring, publicUrl: "http://localhost", realNow: SUNDAY, speed: 0 };
  await seedDemo({ ...input, debtors: 120 });

  await database.transaction(async (tx) => {
    const [portfolio] = await tx.sql<{ id: string }[]>`
      insert into portfolio (client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone,
        small_balance_tolerance, pack_ids, created_at)
      select client_id, 'Booked again', jurisdiction, collector_kind, brand, currency, languages, zone,
        small_balance_tolerance, pack_ids, created_at
      from portfolio returning id`;
    const portfolioId = portfolio?.id ?? "";
    const accounts = await tx.sql<{ id: string; reference: string; debtor_id: string }[]>`
      select id, reference, debtor_id from account order by reference`;
    const copies = await upsertAccounts(
      tx,
      keyring,
      accounts.map(({ reference, debtor_id: debtorId }) => ({
        reference,
        debtorId,
        kind: "invoice",
        currency: "ZAR",
      })),
      { portfolioId, dataAsOf: SUNDAY, now: SUNDAY },
    );
    const copyOf = new Map(
      accounts.map(({ id, reference }) => [id, copies.get(reference)?.id ?? ""]),
    );
    const booked = await tx.sql<Booked[]>`
      select account_id, kind, amount, value_date, due_on from ledger_entry order by value_date, id`;
    await bookDayByDay(
      tx,
      portfolioId,
      booked.map((entry) => ({
        ...entry,
        account_id: copyOf.get(entry.account_id) ?? "",
      })),
    );
  });

  const written = await standing("Store credit");
  expect(written.length).toBeGreaterThan(100);
  expect(new Set(written.map(({ status }) => status))).toEqual(new Set(["open", "paid", "cured"]));
  expect(await standing("Booked again")).toEqual(written);
  const closes = await closed("Store credit");
  expect(closes.length).toBeGreaterThan(5_000);
  expect(new Set(closes.map(({ bucket }) => bucket)).size).toBeGreaterThan(3);
  expect(await closed("Booked again")).toEqual(closes);
});

/** What came before the history is booked in one piece, as it is when accounts are first taken over. */
async function bookDayByDay(
  tx: Transaction,
  portfolioId: string,
  entries: readonly Booked[],
): Promise<void> {
  const days = Map.groupBy(entries, ({ value_date: day }) =>
    day < FIRST_DAY ? addDays(FIRST_DAY, -1) : day,
  );
  for (let day = addDays(FIRST_DAY, -1); day <= TODAY; day = addDays(day, 1)) {
    await rollArrears(tx, portfolioId, day);
    await recordLedgerEntries(
      tx,
      (days.get(day) ?? []).map((entry) => ({
        accountId: entry.account_id,
        kind: entry.kind,
        amount: entry.amount,
        valueDate: entry.value_date,
        bookingDate: entry.value_date,
        source: "test",
        ...(entry.due_on === null ? {} : { dueOn: entry.due_on }),
      })),
      { recordedBy: "test", now: SUNDAY, today: day },
    );
    if (day < TODAY) await takeDailySnapshot(tx, { portfolioId, day, now: SUNDAY });
  }
}

/** How accounts stood at each close, from the day on which anything was booked of them. */
async function closed(portfolio: string) {
  const rows = await database.sql<{ bucket: string }[]>`
    select a.reference, s.day, s.bucket, s.days_past_due, s.arrears, s.balance, s.status
    from daily_snapshot s join account a on a.id = s.account_id join portfolio p on p.id = a.portfolio_id
    where p.name = ${portfolio} and exists (
      select from ledger_entry e where e.account_id = a.id and e.value_date <= s.day
    )
    order by a.reference, s.day`;
  return [...rows];
}

/** How the accounts of a portfolio stand; of items that fell due in the history also when they were settled. */
async function standing(portfolio: string) {
  const rows = await database.sql`
    select a.reference, a.status, a.balance, a.arrears, a.arrears_on, a.oldest_unpaid_on, a.next_due_on,
      a.last_payment_on, (
        select jsonb_agg(jsonb_build_array(i.due_on, i.amount, i.paid,
          case when i.due_on > ${addDays(FIRST_DAY, 30)} then i.settled_on end) order by i.due_on)
        from due_item i where i.account_id = a.id
      ) as items
    from account a join portfolio p on p.id = a.portfolio_id
    where p.name = ${portfolio} order by a.reference`;
  return [...rows];
}
