import type { Sql } from "@fairflow/db";
import type { LawReader } from "../law/law-reader.ts";
import { MOST_EXAMPLES, type CheckResult } from "./check-result.ts";
import { faultOf } from "./verify-verdicts.ts";

const BATCH = 500;

/** Asks the gate again about every legal step that a run asked leave for (I2). */
export async function verifyLegalSteps(law: LawReader, sql: Sql): Promise<CheckResult> {
  let checked = 0;
  let wrong = 0;
  const examples: string[] = [];
  for (let after: string | null = null; ;) {
    const steps: readonly StepRow[] = await stepsAfter(sql, after);
    for (const { id, ...recorded } of steps) {
      checked += 1;
      const fault = await faultOf(law, sql, { ...recorded, withoutFee: [] });
      if (fault === undefined) continue;
      wrong += 1;
      if (examples.length < MOST_EXAMPLES) examples.push(`${id}: ${fault}`);
    }
    after = steps.at(-1)?.id ?? null;
    if (steps.length < BATCH) break;
  }
  return { name: "Every verdict on a legal step is given again", checked, wrong, examples };
}

interface StepRow {
  readonly id: string;
  readonly verdict: string;
}

async function stepsAfter(sql: Sql, after: string | null): Promise<readonly StepRow[]> {
  return sql<StepRow[]>`
    select id, verdict, verdict_until as until, verdict_reason as reason, verdict_rules as rules,
      verdict_warnings as warnings, verdict_packs as packs, verdict_zones as zones, verdict_inputs as inputs,
      verdict_law as law, verdict_at as at
    from legal_step
    where ${after}::uuid is null or id > ${after}::uuid
    order by id
    limit ${BATCH}`;
}
