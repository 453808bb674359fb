import {
  addConsent,
  consentHolder,
  endConsent,
  lockDebtors,
  readClock,
  type AddedConsent,
  type ConsentInput,
  type ConsentScope,
  type ConsentWithdrawal,
  type Transaction,
} from "@fairflow/db";
import { tell, UnknownSubjectError, type FactDeps } from "./telling.ts";

/** Puts a debtor's consent on record: from now on the gate is told of it. */
export async function recordConsentIn(
  deps: FactDeps,
  tx: Transaction,
  consent: ConsentInput,
): Promise<AddedConsent> {
  const { debtorId, channel } = consent;
  await lockDebtors(tx, [debtorId]);
  const { now } = await readClock(tx);
  const added = await addConsent(tx, consent, now);
  if (added.kind !== "added") return added;
  const payload = channel === null ? {} : { channel };
  await tell(deps, tx, { events: [{ debtorId, kind: "consent.given", payload }], now });
  return added;
}

export interface WithdrawnConsent {
  readonly debtorId: string;
  /** Undefined where it was not in force, or given after the act that should end it. */
  readonly scope: ConsentScope | undefined;
}

/**
 * Takes a consent back: what is planned is judged without it before it may leave (I7), and slots that others keep for what
 * it was about are theirs no more.
 *
 * @throws UnknownSubjectError
 */
export async function withdrawConsentIn(
  deps: FactDeps,
  tx: Transaction,
  withdrawal: ConsentWithdrawal,
): Promise<WithdrawnConsent> {
  const { consentId } = withdrawal;
  const holder = await consentHolder(tx, consentId);
  if (holder === undefined) throw new UnknownSubjectError(`There is no consent ${consentId}`);
  const { debtorId } = holder;
  await lockDebtors(tx, [debtorId]);
  const { now } = await readClock(tx);
  const scope = await endConsent(tx, withdrawal, now);
  if (scope === undefined) return { debtorId, scope };
  await withdrawReservations(tx, { debtorId, scope, now });
  const payload = scope.channel === null ? {} : { channel: scope.channel };
  await tell(deps, tx, { events: [{ debtorId, kind: "consent.withdrawn", payload }], now });
  return { debtorId, scope };
}

/** Whoever keeps a slot has to ask again. */
async function withdrawReservations(
  { sql }: Transaction,
  of: { readonly debtorId: string; readonly scope: ConsentScope; readonly now: Date },
): Promise<void> {
  const { channel, addressId, purpose } = of.scope;
  await sql`
    update attempt set status = 'withdrawn', settled_at = ${of.now}
    where shard = shard_of(${of.debtorId}) and debtor_id = ${of.debtorId} and status = 'planned'
      and reserved_until is not null
      and (${channel}::text is null or channel = ${channel})
      and (${addressId}::uuid is null or address_id = ${addressId})
      and case when ${purpose}::text is null then purpose <> 'marketing' else purpose = ${purpose} end`;
}
