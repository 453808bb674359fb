import { readClock, setClock, type Clock, type Transaction } from "@fairflow/db";
import { z } from "zod";

const KEY = "demo.alive";
/** Real time between two beats, and a little more; a longer silence is a stop. */
const BEAT_MS = 3_000;

const Beat = z.strictObject({
  nowMs: z.int(),
  realMs: z.int(),
  /** Demo time that may have been lived after this beat and before the stop. */
  unseenMs: z.int(),
});

/** Remembers until when the demo was alive, in its own time. */
export async function beat({ sql }: Transaction, { now, realNow, speed }: Clock): Promise<void> {
  const unseenMs = Math.ceil(BEAT_MS * speed);
  const value = { nowMs: now.getTime(), realMs: realNow.getTime(), unseenMs };
  await sql`
    insert into setting (key, value, changed_by, changed_at)
    values (${KEY}, ${JSON.stringify(value)}::jsonb, 'system', ${realNow})
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`;
}

/**
 * Sets the demo clock back to where it was when the demo stopped: at 1,200 times real time one night would be a year in
 * which nobody was served. Call it just before the engine starts; where there is no demo it does nothing.
 */
export async function resumeDemo(tx: Transaction): Promise<void> {
  const [row] = await tx.sql<{ value: unknown }[]>`select value from setting where key = ${KEY}`;
  if (row === undefined) return;
  const { nowMs, realMs, unseenMs } = Beat.parse(row.value);
  const { realNow, speed } = await readClock(tx);
  if (realNow.getTime() - realMs < BEAT_MS) return;
  // So that time never goes back for those who lived on after the last beat.
  await setClock(tx, { speed, now: new Date(nowMs + unseenMs) });
}
