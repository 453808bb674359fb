import type { Sql } from "./connect.ts";

/** An attempt with its verdicts, as its row keeps them. */
export interface AttemptVerdicts {
  readonly attemptId: string;
  readonly debtorId: string;
  readonly channel: string;
  readonly purpose: string;
  readonly status: string;
  /** The last verdict in the form of the earlier ones. */
  readonly latest: unknown;
  /** The oldest first. */
  readonly earlier: readonly unknown[];
}

/** Everything that was ever decided about one attempt. */
export async function attemptVerdicts(
  sql: Sql,
  attemptId: string,
): Promise<AttemptVerdicts | undefined> {
  const [row] = await sql<AttemptVerdicts[]>`
    select id as "attemptId", debtor_id as "debtorId", channel, purpose, status, ${latest(sql)} as latest,
      earlier_verdicts as earlier
    from attempt where id = ${attemptId}`;
  return row;
}

/** The verdict columns as one object, in the form of `earlier_verdicts`. */
function latest(sql: Sql) {
  return sql`jsonb_build_object('verdict', verdict, 'until', verdict_until, 'reason', verdict_reason,
    'rules', verdict_rules, 'warnings', verdict_warnings, 'withoutFee', verdict_without_fee, 'packs', verdict_packs,
    'zones', verdict_zones, 'inputs', verdict_inputs, 'law', verdict_law, 'at', verdict_at)`;
}

/**
 * All attempts of one shard with their verdicts, a batch at a time in the order of their ids, so that a whole
 * installation can be walked through.
 *
 * @param after the last id of the batch before
 */
export async function attemptVerdictsOfShard(
  sql: Sql,
  shard: number,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly AttemptVerdicts[]> {
  return sql<AttemptVerdicts[]>`
    select id as "attemptId", debtor_id as "debtorId", channel, purpose, status, ${latest(sql)} as latest,
      earlier_verdicts as earlier
    from attempt
    where shard = ${shard} and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`;
}
