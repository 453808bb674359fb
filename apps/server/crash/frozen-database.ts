import type { Database, Transaction } from "@fairflow/db";
import type { Freeze } from "./crash-point.ts";

/*
 * The engine has no hooks for crashes: where it stands is read from the names of the functions that ask. A point that a
 * name no longer leads to is never reached, and the matrix says so.
 */

/** A database that stops whoever comes to the freeze's point. */
export function frozenDatabase(database: Database, freeze: Freeze): Database {
  let losesClaim = freeze.point === "reconciling";
  return {
    ...database,
    sql: answeredLate(database.sql, freeze),
    transaction: async (work) => {
      if (!freeze.isAwaited()) {
        await freeze.goesOn();
        return database.transaction(work);
      }
      const asking = askingFunctions();
      const isTick = asking.has("advanceBatch");
      const isHandOver = asking.has("handToFolder") && !asking.has("takeOutMovedOn");
      let hasPlanned = false;
      let hasClaimed = false;
      if (isHandOver) await freeze.at("written");
      const result = await database.transaction(async (tx) => {
        const done = await work({ ...tx, sql: answeredLate(tx.sql, freeze) });
        hasPlanned = isTick && (await isAny(tx, "planned"));
        if (hasPlanned) await freeze.at("decided");
        if (isHandOver) await freeze.at("answered");
        if (asking.has("runClockLoop") && (await isNextDue(tx))) await freeze.at("woken");
        hasClaimed = asking.has("fillBatch") && (await isAny(tx, "dispatching"));
        return done;
      });
      if (hasPlanned) await freeze.at("planned");
      if (hasClaimed) {
        await freeze.at("before-write");
        if (losesClaim) {
          losesClaim = false;
          throw new Error("The claim of a letter is lost, so that there is something to reconcile");
        }
      }
      if (asking.has("recordResults") || isHandOver) await freeze.at("recorded");
      return result;
    },
  };
}

/** Statements whose answer is held back at a point. */
function answeredLate(sql: Database["sql"], freeze: Freeze): Database["sql"] {
  return new Proxy(sql, {
    apply: (target, self, parameters) => {
      const answer: unknown = Reflect.apply(target, self, parameters);
      if (!freeze.isAwaited()) return answer;
      const asking = askingFunctions();
      if (asking.has("claimDueRuns")) return afterFreeze(answer, () => freeze.at("claimed"));
      if (asking.has("takeDoubtful") || asking.has("claimedFor")) {
        return afterFreeze(answer, () => freeze.at("reconciling"));
      }
      return answer;
    },
  });
}

async function afterFreeze(answer: unknown, freeze: () => Promise<void>): Promise<unknown> {
  const rows = await answer;
  if (Array.isArray(rows) && rows.length > 0) await freeze();
  return rows;
}

async function isAny({ sql }: Transaction, status: string): Promise<boolean> {
  const rows = await sql`select from attempt where status = ${status} limit 1`;
  return rows.length > 0;
}

/** Whether the run that was served waits for nothing but its wake. */
async function isNextDue({ sql }: Transaction): Promise<boolean> {
  const rows = await sql`
    select from run, clock
    where wake_at <= virtual_anchor + (now() - real_anchor) * speed
      and exists (select from attempt where status in ('accepted', 'delivered')) limit 1`;
  return rows.length > 0;
}

/** The names of the functions that are asking, as far as the stack knows them. */
function askingFunctions(): ReadonlySet<string> {
  const lines = (new Error().stack ?? "").split("\n");
  return new Set(lines.flatMap((line) => /at (?:async )?([\w.]+) \(/u.exec(line)?.[1] ?? []));
}
