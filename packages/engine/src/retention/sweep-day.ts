import { addDays, dateOfEpochDay, type LocalDate } from "@fairflow/calendar";
import { isSwept, type Transaction } from "@fairflow/db";
import { readRetention, type StoredRetention } from "./retention-setting.ts";

const DAY_MS = 86_400_000;

/** The day of a sweep: the clock's, in UTC. */
export function sweepDay(now: Date): LocalDate {
  return dateOfEpochDay(Math.floor(now.getTime() / DAY_MS));
}

/** Whether people are erased on a day. Not on the day of a change: whoever made it has until the next to look at whom it hits. */
export function isSweptOn(stored: StoredRetention | undefined, day: LocalDate): boolean {
  return stored?.setting.isOn === true && day > sweepDay(stored.changedAt);
}

export async function isSweepDue(tx: Transaction, now: Date): Promise<boolean> {
  const day = sweepDay(now);
  return isSweptOn(await readRetention(tx), day) && !(await isSwept(tx, day));
}

/** The day of the next sweep, which may be today; undefined while there is to be none. */
export async function nextSweepOn(tx: Transaction, now: Date): Promise<LocalDate | undefined> {
  const stored = await readRetention(tx);
  if (stored?.setting.isOn !== true) return undefined;
  const today = sweepDay(now);
  return (await isSweepDue(tx, now)) ? today : addDays(today, 1);
}
