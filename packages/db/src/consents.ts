import type { Channel, Purpose } from "@fairflow/compliance/vocabulary";
import type { Transaction } from "./connect.ts";

/** What a consent is about; null is all of its kind, but for the purpose: there it is everything but marketing. */
export interface ConsentScope {
  readonly channel: Channel | null;
  readonly addressId: string | null;
  readonly purpose: Purpose | null;
  /** The one rule that it was given for, as its pack names it. */
  readonly rule: string | null;
}

export interface ConsentInput extends ConsentScope {
  readonly debtorId: string;
  /** `message`, `call`, `letter`, `page`, `in-person`: how they said so. */
  readonly how: string;
  readonly givenAt: Date;
  /** The id of the message, recording or document that shows it. */
  readonly evidence: string;
  readonly author: string;
}

/** A consent as it is on record. */
export interface StoredConsent extends ConsentInput {
  readonly id: string;
  readonly recordedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnActAt: Date | null;
  readonly withdrawnHow: string | null;
  readonly withdrawnEvidence: string | null;
  readonly withdrawnBy: string | null;
}

/** The debtor's own act that takes a consent back. */
export interface ConsentWithdrawal {
  readonly consentId: string;
  readonly how: string;
  readonly at: Date;
  readonly evidence?: string | undefined;
  readonly author: string;
}

export type AddedConsent =
  | { readonly kind: "added" | "known"; readonly id: string }
  /** The debtor took back the same after that. */
  | { readonly kind: "withdrawn-since" };

/** Puts a consent on record. The caller holds the debtor's lock. */
export async function addConsent(
  { sql }: Transaction,
  consent: ConsentInput,
  now: Date,
): Promise<AddedConsent> {
  const { debtorId, channel, addressId, purpose, rule, how, givenAt, evidence, author } = consent;
  const alike = await sql<{ id: string; known: boolean; act: Date | null }[]>`
    select id, withdrawn_at is null and given_at = ${givenAt} and evidence = ${evidence} as known, withdrawn_act_at as act
    from consent
    where debtor_id = ${debtorId} and (channel, address_id, purpose, rule) is not distinct from
      (${channel}::text, ${addressId}::uuid, ${purpose}::text, ${rule}::text)`;
  const known = alike.find((each) => each.known);
  if (known !== undefined) return { kind: "known", id: known.id };
  if (alike.some(({ act }) => act !== null && act >= givenAt)) return { kind: "withdrawn-since" };
  const [added] = await sql<{ id: string }[]>`
    insert into consent (debtor_id, channel, address_id, purpose, rule, how, given_at, evidence, author, recorded_at)
    values (${debtorId}, ${channel}, ${addressId}, ${purpose}, ${rule}, ${how}, ${givenAt}, ${evidence}, ${author}, ${now})
    returning id`;
  if (added === undefined) throw new Error("The consent was not written");
  return { kind: "added", id: added.id };
}

/** Whose a consent is; undefined where there is none. */
export async function consentHolder(
  { sql }: Transaction,
  consentId: string,
): Promise<{ readonly debtorId: string } | undefined> {
  const [row] = await sql<{ debtorId: string }[]>`
    select debtor_id as "debtorId" from consent where id = ${consentId}`;
  return row;
}

/**
 * Takes a consent back, and every other that it includes and that was given before the act. The caller holds the debtor's
 * lock.
 *
 * @returns the scope; undefined where none was in force, or where it was given after the act
 */
export async function endConsent(
  { sql }: Transaction,
  { consentId, how, at, evidence, author }: ConsentWithdrawal,
  now: Date,
): Promise<ConsentScope | undefined> {
  const ended = await sql<(ConsentScope & { readonly id: string })[]>`
    update consent set withdrawn_how = ${how}, withdrawn_act_at = ${at}, withdrawn_evidence = ${evidence ?? null},
      withdrawn_by = ${author}, withdrawn_at = ${now}
    from consent as named
    where named.id = ${consentId} and named.withdrawn_at is null and named.given_at <= ${at}
      and consent.debtor_id = named.debtor_id and consent.withdrawn_at is null and consent.given_at <= ${at}
      and (named.channel is null or consent.channel = named.channel)
      and (named.address_id is null or consent.address_id = named.address_id)
      and (named.rule is null or consent.rule = named.rule)
      and case when named.purpose is null then consent.purpose is distinct from 'marketing'
        else consent.purpose = named.purpose end
    returning consent.id, consent.channel, consent.address_id as "addressId", consent.purpose, consent.rule`;
  return ended.find(({ id }) => id === consentId);
}

/** A debtor's consents, those that were taken back too, the newest first. */
export async function consentsOf(
  { sql }: Transaction,
  debtorId: string,
): Promise<readonly StoredConsent[]> {
  return sql<StoredConsent[]>`
    select id, debtor_id as "debtorId", channel, address_id as "addressId", purpose, rule, how, given_at as "givenAt",
      evidence, author, recorded_at as "recordedAt", withdrawn_at as "withdrawnAt", withdrawn_act_at as "withdrawnActAt",
      withdrawn_how as "withdrawnHow", withdrawn_evidence as "withdrawnEvidence", withdrawn_by as "withdrawnBy"
    from consent where debtor_id = ${debtorId} order by given_at desc, id desc`;
}
