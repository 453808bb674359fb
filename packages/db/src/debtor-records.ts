import type { Transaction } from "./connect.ts";
import type { Past } from "./debtor-timeline.ts";
import type { CHANNELS, PURPOSES } from "./schema/words.ts";

export interface ConsentHappening {
  readonly id: string;
  readonly at: Date;
  readonly isEnd: boolean;
  readonly channel: (typeof CHANNELS)[number] | null;
  readonly purpose: (typeof PURPOSES)[number] | null;
  readonly rule: string | null;
  /** The id of what shows it. */
  readonly evidence: string | null;
}

/** Each when it was given, and once more when it was taken back. */
export async function consentsHappened(
  { sql }: Transaction,
  past: Past,
): Promise<readonly ConsentHappening[]> {
  return sql<ConsentHappening[]>`
    select each.id, each.at, each.is_end as "isEnd", c.channel, c.purpose, c.rule, each.evidence
    from consent c
    cross join lateral (values
      (c.id || '.given', c.given_at, false, c.evidence),
      (c.id || '.withdrawn', c.withdrawn_at, true, c.withdrawn_evidence)
    ) as each (id, at, is_end, evidence)
    where c.debtor_id = ${past.debtorId} and each.at <= ${past.before}
    order by each.at desc, each.id desc limit ${past.limit}`;
}
