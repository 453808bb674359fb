import type { SuppressedChannel, Transaction } from "@fairflow/db";
import { releaseVisits } from "../sending/tell-refused.ts";
import { servedVisits } from "../sending/planned-attempts.ts";
import type { Told } from "./telling.ts";

/** Why a message was taken back before it left; its run asks again. */
export type TakenBackBecause = "opted-out" | "gone-away";

/**
 * Takes back at once what is planned to an address that may or can be used no more: nobody waits for the gate to refuse
 * it. The runs ask again, and the gate answers for whatever other address there is. The caller holds the debtors' locks.
 *
 * @returns what the runs are to be told
 */
export async function takeBack(
  tx: Transaction,
  of: {
    readonly debtorIds: readonly string[];
    readonly hmac: Uint8Array;
    readonly channel: SuppressedChannel;
    readonly because: TakenBackBecause;
    readonly now: Date;
  },
): Promise<readonly Told[]> {
  const taken = await tx.sql<{ shard: number; id: string; debtor_id: string }[]>`
    update attempt set status = 'withdrawn', settled_at = ${of.now}, error_code = ${of.because}
    from unnest(${[...of.debtorIds]}::uuid[]) as sharer (debtor_id)
    where attempt.shard = shard_of(sharer.debtor_id) and attempt.debtor_id = sharer.debtor_id
      and status = 'planned' and direction = 'outbound' and reserved_until is null
      and ${of.channel} in ('any', attempt.channel)
      -- One whose address is not decided yet may go to another: it asks too.
      and (attempt.address_id is null
        or attempt.address_id in (select address.id from address where address.debtor_id = sharer.debtor_id and hmac = ${of.hmac}))
    returning attempt.shard, attempt.id, attempt.debtor_id`;
  if (taken.length === 0) return [];
  const visits = await servedVisits(tx.sql, taken);
  await releaseVisits(tx, [...visits.values()].flat());
  return taken.flatMap(({ id, debtor_id: debtorId }) =>
    (visits.get(id) ?? []).map(
      ({ run_id: runId, account_id: accountId, node_id: node, visit }): Told => ({
        debtorId,
        runId,
        accountId: accountId ?? undefined,
        kind: "attempt.deferred",
        payload: { node, visit, rules: [`engine.${of.because}`], untilMs: of.now.getTime() },
      }),
    ),
  );
}
