import type { Transaction } from "@fairflow/db";
import { z } from "zod";
import {
  DeliveryFault,
  DeliveryStatus,
  joinReports,
  type DeliveryReport,
} from "./delivery-status.ts";

/** An attempt of which its provider tells something. */
export interface ToldAttempt {
  readonly id: string;
  readonly shard: number;
  readonly debtor_id: string;
  readonly status: string;
  readonly tries: number;
  readonly provider: string;
  readonly provider_id: string | null;
  readonly delivery: unknown;
  readonly outcome: string | null;
}

/** Those that providers know by these names. */
export async function attemptsByName(
  { sql }: Pick<Transaction, "sql">,
  names: readonly { readonly provider: string; readonly providerId: string }[],
): Promise<readonly ToldAttempt[]> {
  return sql<ToldAttempt[]>`
    select named.id, named.shard, named.debtor_id, named.status, named.tries, named.provider, named.provider_id, named.delivery, named.outcome
    from unnest(
      ${names.map(({ provider }) => provider)}::text[], ${names.map(({ providerId }) => providerId)}::text[]
    ) as told (provider, provider_id)
    cross join lateral (
      select * from attempt where attempt.provider = told.provider and attempt.provider_id = told.provider_id limit 1
    ) as named`;
}

const Kept = z.object({
  status: DeliveryStatus,
  code: z.string().optional(),
  fault: DeliveryFault.optional(),
});

/** What is known of a message once these reports have joined what was known before. */
export function withReports(
  delivery: unknown,
  reports: readonly DeliveryReport[],
): { readonly after: DeliveryReport; readonly isNew: boolean } {
  const kept = Kept.safeParse(delivery);
  const before = kept.success ? reportOf(kept.data) : undefined;
  const all = before === undefined ? reports : [before, ...reports];
  const after = all.reduce((one, other) => joinReports(one, other));
  return { after, isNew: before === undefined || !isSame(before, after) };
}

function reportOf({ status, code, fault }: z.infer<typeof Kept>): DeliveryReport {
  return { status, code, fault };
}

function isSame(one: DeliveryReport, other: DeliveryReport): boolean {
  return one.status === other.status && one.code === other.code && one.fault === other.fault;
}
