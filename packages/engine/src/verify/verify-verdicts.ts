import { attemptVerdictsOfShard, SHARD_COUNT, type Sql } from "@fairflow/db";
import type { LawReader } from "../law/law-reader.ts";
import { RecordedVerdict, replayVerdict } from "../law/recorded-verdict.ts";
import { MOST_EXAMPLES, type CheckResult } from "./check-result.ts";

const BATCH = 500;

/** Asks the gate again about every verdict that was ever recorded, the last ones and those that they replaced (I2). */
export async function verifyVerdicts(law: LawReader, sql: Sql): Promise<CheckResult> {
  let checked = 0;
  let wrong = 0;
  const examples: string[] = [];
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    let after: string | null = null;
    for (;;) {
      const attempts = await attemptVerdictsOfShard(sql, shard, { after, limit: BATCH });
      for (const { attemptId, latest, earlier } of attempts) {
        for (const stored of [...earlier, latest]) {
          checked += 1;
          const fault = await faultOf(law, sql, stored);
          if (fault === undefined) continue;
          wrong += 1;
          if (examples.length < MOST_EXAMPLES) examples.push(`${attemptId}: ${fault}`);
        }
      }
      after = attempts.at(-1)?.attemptId ?? null;
      if (attempts.length < BATCH) break;
    }
  }
  return { name: "Every recorded verdict is given again", checked, wrong, examples };
}

/** What is wrong with a record of a verdict; undefined where the gate says the same. */
export async function faultOf(
  law: LawReader,
  sql: Sql,
  stored: unknown,
): Promise<string | undefined> {
  const recorded = RecordedVerdict.safeParse(stored);
  if (!recorded.success) return "the record of its verdict cannot be read";
  const replay = await replayVerdict(law, sql, recorded.data);
  switch (replay.kind) {
    case "same":
      return undefined;
    case "law-not-kept":
      return `law ${recorded.data.law} is not kept`;
    case "unreadable":
      return `${replay.what} cannot be read`;
    case "different": {
      const { verdict, rules, until } = recorded.data;
      const then = [verdict, until?.toISOString() ?? "", ...rules].join(" ");
      return `was ${then}, is now ${JSON.stringify(replay.verdict)}`;
    }
  }
}
