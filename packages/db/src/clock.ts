import type { Transaction } from "./connect.ts";

/** What it is taken to be, and what it is. */
export interface Clock {
  readonly now: Date;
  readonly realNow: Date;
  /** 1 is real time, 0 a pause. */
  readonly speed: number;
}

/**
 * Reads the one clock, once for a batch. Decisions and plans use `now`; sign-in, link expiry, signatures, rate limits
 * and audit use `realNow`.
 */
export async function readClock(tx: Transaction): Promise<Clock> {
  const [row] = await tx.sql<Clock[]>`
    select date_trunc('milliseconds', virtual_anchor + (real_now - real_anchor) * speed) as now,
      date_trunc('milliseconds', real_now) as "realNow", speed
    from clock, clock_timestamp() as real_now where id = 1`;
  if (row === undefined) throw new Error("The clock's row is missing");
  return row;
}

/** Lets time go on from where it is at another speed, or from another instant. It can also go back to real time. */
export async function setClock(
  tx: Transaction,
  setting: { readonly speed: number; readonly now?: Date | undefined } | "real-time",
): Promise<void> {
  if (setting === "real-time") {
    await tx.sql`update clock set real_anchor = 'epoch', virtual_anchor = 'epoch', speed = 1`;
    return;
  }
  await tx.sql`
    update clock set real_anchor = t.now, speed = ${setting.speed},
      virtual_anchor = coalesce(${setting.now ?? null}::timestamptz, virtual_anchor + (t.now - real_anchor) * speed)
    from (select clock_timestamp() as now) t`;
}
