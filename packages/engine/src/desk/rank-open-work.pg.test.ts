import { expect, test } from "vitest";
import { oneDebtor } from "../fixtures/one-debtor.ts";
import { rankOpenWork } from "./rank-open-work.ts";

test("open work is ranked anew when its debtor comes to a pay day, and closed work is left alone", async () => {
  const { engine, debtor, sql } = await oneDebtor();
  const { now } = (await sql<{ now: Date }[]>`select virtual_anchor as now from clock`)[0] ?? {
    now: new Date(),
  };
  await sql`
    insert into task (debtor_id, team, kind, title, outcomes, created_at, status, closed_at, closed_by)
    select ${debtor.id}, 'Callers', 'review', 'Look', '[]', ${now}, status, closed_at, closed_by
    from (values ('open', null::timestamptz, null::text), ('cancelled', ${now}, 'test')) as made (status, closed_at, closed_by)`;
  const ranks = () => sql<{ status: string; priority: number }[]>`
    select status, priority from task order by status`;
  const [, before] = await ranks();

  await sql`update debtor set pay_day = ${now.getUTCDate()}`;
  await rankOpenWork(engine.database);

  const plain = before?.priority ?? 0;
  expect(await ranks()).toEqual([
    { status: "cancelled", priority: plain },
    { status: "open", priority: plain + 25 },
  ]);
});
