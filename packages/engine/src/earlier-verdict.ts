import type { Sql } from "@fairflow/db";

/** The verdicts of an attempt that is updated, with the one that it loses: all that replaying it needs. */
export function withEarlierVerdict(sql: Sql) {
  return sql`earlier_verdicts || jsonb_build_array(jsonb_build_object(
    'verdict', attempt.verdict, 'until', attempt.verdict_until, 'reason', attempt.verdict_reason,
    'rules', attempt.verdict_rules, 'warnings', attempt.verdict_warnings, 'withoutFee', attempt.verdict_without_fee,
    'packs', attempt.verdict_packs, 'zones', attempt.verdict_zones, 'inputs', attempt.verdict_inputs,
    'law', attempt.verdict_law, 'at', attempt.verdict_at, 'epoch', attempt.debtor_epoch))`;
}
