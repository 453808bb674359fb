import type { Sql } from "@fairflow/db";
import type { JudgedStep } from "./batch-changes.ts";
import { verdictColumns } from "./save-attempts.ts";
import { plainArray, textArray } from "./sql-columns.ts";

/** Keeps the verdict on each legal step that was asked for, whatever it was (I5). */
export async function saveLegalSteps(
  sql: Sql,
  changes: readonly { readonly steps: readonly JudgedStep[] }[],
): Promise<void> {
  const steps = changes.flatMap((each) => each.steps);
  if (steps.length === 0) return;
  const verdicts = steps.map(({ judgement }) => verdictColumns(judgement));
  await sql`
    insert into legal_step (id, debtor_id, client_id, account_ids, run_id, version_id, node_id, visit, step, verdict,
      verdict_until, verdict_reason, verdict_rules, verdict_warnings, verdict_packs, verdict_law, verdict_inputs,
      verdict_zones, verdict_at)
    select id, debtor_id, client_id, account_ids::uuid[], run_id, version_id, node_id, visit, step, verdict, until,
      reason, rules::text[], warnings::text[], packs::text[], law, inputs::jsonb, zones::text[], at
    from unnest(
      ${plainArray(steps.map(({ id }) => id))}::uuid[], ${plainArray(steps.map(({ debtorId }) => debtorId))}::uuid[],
      ${plainArray(steps.map(({ clientId }) => clientId))}::uuid[],
      ${textArray(steps.map(({ accountIds }) => plainArray(accountIds)))}::text[],
      ${plainArray(steps.map(({ runId }) => runId))}::uuid[], ${plainArray(steps.map(({ versionId }) => versionId))}::uuid[],
      ${textArray(steps.map(({ nodeId }) => nodeId))}::text[], ${plainArray(steps.map(({ visit }) => visit))}::int[],
      ${textArray(steps.map(({ step }) => step))}::text[], ${plainArray(verdicts.map(({ kind }) => kind))}::text[],
      ${plainArray(verdicts.map(({ until }) => until))}::timestamptz[],
      ${textArray(verdicts.map(({ reason }) => reason))}::text[], ${textArray(verdicts.map(({ rules }) => rules))}::text[],
      ${textArray(verdicts.map(({ warnings }) => warnings))}::text[], ${textArray(verdicts.map(({ packs }) => packs))}::text[],
      ${plainArray(verdicts.map(({ law }) => law))}::int[], ${textArray(verdicts.map(({ inputs }) => inputs))}::text[],
      ${textArray(verdicts.map(({ zones }) => zones))}::text[], ${plainArray(verdicts.map(({ at }) => at))}::timestamptz[]
    ) as asked (id, debtor_id, client_id, account_ids, run_id, version_id, node_id, visit, step, verdict, until, reason,
      rules, warnings, packs, law, inputs, zones, at)`;
}
