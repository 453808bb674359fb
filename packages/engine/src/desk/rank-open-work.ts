import { rankTasks, readClock, type Database } from "@fairflow/db";

const AT_ONCE = 500;

/** Ranks all open work anew, a piece at a time in transactions of their own, so that nobody at the desk waits for it. */
export async function rankOpenWork(database: Database): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const { now } = await readClock(database);
    const last = await rankTasks(database, { after, limit: AT_ONCE, now });
    if (last === undefined) return;
    after = last;
  }
}
