import type { Channel, ZoneSource } from "@fairflow/compliance/vocabulary";
import { saveAddresses, type AddressInput, type RefusedAddress } from "./addresses.ts";
import { BYTEAS } from "./array-types.ts";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";
import { normalNumber } from "./normal-form.ts";
import { saveOwnParties } from "./parties.ts";
import { byteaText, hexOf, inChunks, rowSet } from "./row-set.ts";
import { saveSearchTerms } from "./search-terms.ts";

/** A debtor as a client's feed shows it. What is undefined stays as it was. */
export interface DebtorInput {
  /** The client's number for the debtor. */
  readonly reference: string;
  readonly kind: "person" | "company";
  readonly language: string;
  readonly zone: string;
  readonly zoneSource: ZoneSource;
  readonly otherZones?: readonly string[] | undefined;
  readonly subdivision?: string | undefined;
  readonly preferredChannel?: Channel | undefined;
  readonly payDay?: number | undefined;
  readonly payCalendar?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  readonly idNumber?: string | undefined;
  readonly addresses: readonly AddressInput[];
}

export interface DebtorSource {
  readonly clientId: string;
  /** Where phone numbers without a country code belong, ISO 3166-1 alpha-2. */
  readonly country: string;
  /** `feed:<mapping>`, `desk`, `api`. */
  readonly source: string;
  readonly now: Date;
  /** The ids of new debtors, by the client's reference; random where absent. */
  readonly idOf?: (reference: string) => string;
}

export interface SavedDebtors {
  /** By the client's reference as it was given. */
  readonly ids: ReadonlyMap<string, string>;
  readonly created: number;
  readonly changed: number;
  /** What nobody can be reached at: reported, never stored. */
  readonly refused: readonly RefusedAddress[];
}

/** A debtor of the input with the id that it has or gets. */
export interface IdentifiedDebtor {
  readonly input: DebtorInput;
  readonly id: string;
  readonly isNew: boolean;
  readonly referenceHmac: Uint8Array;
}

/**
 * Inserts and updates a client's debtors as sets, with their own party, addresses and search terms. The same input
 * twice changes nothing. Debtors of one client are saved by one transaction at a time.
 */
export async function upsertDebtors(
  tx: Transaction,
  keyring: Keyring,
  debtors: readonly DebtorInput[],
  source: DebtorSource,
): Promise<SavedDebtors> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`debtors of ${source.clientId}`}, 0))`;
  const ids = new Map<string, string>();
  const refused: RefusedAddress[] = [];
  let created = 0;
  let changed = 0;
  for (const chunk of inChunks(debtors)) {
    const rows = await identify(tx, keyring, chunk, source);
    const fresh = rows.filter((row) => row.isNew);
    await insertDebtors(tx, keyring, fresh, source);
    created += fresh.length;
    changed += await updateDebtors(
      tx,
      rows.filter((row) => !row.isNew),
    );
    const parties = await saveOwnParties(tx, keyring, rows, source.now);
    refused.push(...(await saveAddresses(tx, keyring, { rows, parties, source })));
    await saveSearchTerms(tx, keyring, rows);
    const idOf = new Map(rows.map((row) => [hexOf(row.referenceHmac), row.id]));
    for (const { reference } of chunk) {
      const id = idOf.get(hexOf(referenceHmac(keyring, reference)));
      if (id !== undefined) ids.set(reference, id);
    }
  }
  return { ids, created, changed, refused };
}

/** A client's number for a debtor, however it is spaced and cased. */
function referenceHmac(keyring: Keyring, reference: string): Uint8Array {
  return keyring.lookup("reference", normalNumber(reference) ?? reference);
}

async function identify(
  tx: Transaction,
  keyring: Keyring,
  inputs: readonly DebtorInput[],
  { clientId, idOf: idOfNew = newId }: Pick<DebtorSource, "clientId" | "idOf">,
): Promise<readonly IdentifiedDebtor[]> {
  const keyed = inputs.map((input) => ({ input, hmac: referenceHmac(keyring, input.reference) }));
  const hmacs = keyed.map(({ hmac }) => hmac);
  const known = await tx.sql<{ debtor_id: string; hmac: Uint8Array }[]>`
    select debtor_id, hmac from debtor_reference
    where client_id = ${clientId} and hmac = any(${tx.sql.typed(hmacs, BYTEAS)}::bytea[])`;
  const idOf = new Map(known.map((row) => [hexOf(row.hmac), row.debtor_id]));
  const rows = new Map<string, IdentifiedDebtor>();
  for (const { input, hmac } of keyed) {
    const key = hexOf(hmac);
    const knownId = idOf.get(key);
    // Of several rows about one debtor the last counts.
    const id = knownId ?? rows.get(key)?.id ?? idOfNew(input.reference);
    rows.set(key, { input, id, isNew: knownId === undefined, referenceHmac: hmac });
  }
  return [...rows.values()];
}

async function insertDebtors(
  tx: Transaction,
  keyring: Keyring,
  rows: readonly IdentifiedDebtor[],
  { clientId, now }: DebtorSource,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    insert into debtor (id, shard, kind, language, zone, zone_source, other_zones, subdivision, preferred_channel,
      pay_day, pay_calendar, tags, created_at)
    select id, shard_of(id), kind, language, zone, zone_source, coalesce(other_zones, '{}'), subdivision,
      preferred_channel, pay_day, pay_calendar, coalesce(tags, '{}'), ${now}::timestamptz
    from ${debtorRecords(tx, rows)}`;
  const references = rows.map(({ id, input, referenceHmac: hmac }) => {
    const place = { table: "debtor_reference", column: "reference", row: id };
    const reference = byteaText(keyring.encrypt(place, input.reference));
    return { hmac: byteaText(hmac), debtor_id: id, reference };
  });
  await tx.sql`
    insert into debtor_reference (client_id, hmac, debtor_id, reference)
    select ${clientId}::uuid, hmac, debtor_id, reference
    from jsonb_to_recordset(${rowSet(references)}::jsonb) as i (hmac bytea, debtor_id uuid, reference bytea)`;
}

/** What debtors said of their zone outlives what a feed says; the rest follows the feed. */
async function updateDebtors(tx: Transaction, rows: readonly IdentifiedDebtor[]): Promise<number> {
  if (rows.length === 0) return 0;
  await tx.sql`
    select from debtor where id = any(${rows.map((row) => row.id)}::uuid[]) order by id for no key update`;
  const changed = await tx.sql`
    update debtor d
    set kind = n.kind, language = n.language, zone = n.zone, zone_source = n.zone_source,
      other_zones = n.other_zones, subdivision = n.subdivision, preferred_channel = n.preferred_channel,
      pay_day = n.pay_day, pay_calendar = n.pay_calendar, tags = n.tags
    from (
      select k.id, i.kind, i.language,
        case when k.zone_source = 'consumer_stated' then k.zone else i.zone end as zone,
        case when k.zone_source = 'consumer_stated' then k.zone_source else i.zone_source end as zone_source,
        coalesce(i.other_zones, k.other_zones) as other_zones, coalesce(i.subdivision, k.subdivision) as subdivision,
        coalesce(i.preferred_channel, k.preferred_channel) as preferred_channel,
        coalesce(i.pay_day, k.pay_day) as pay_day, coalesce(i.pay_calendar, k.pay_calendar) as pay_calendar,
        coalesce(i.tags, k.tags) as tags
      from ${debtorRecords(tx, rows)} join debtor k using (id)
    ) n
    where d.id = n.id and d.erased_at is null
      and (d.kind, d.language, d.zone, d.zone_source, d.other_zones, d.subdivision, d.preferred_channel, d.pay_day,
        d.pay_calendar, d.tags)
      is distinct from (n.kind, n.language, n.zone, n.zone_source, n.other_zones, n.subdivision, n.preferred_channel,
        n.pay_day, n.pay_calendar, n.tags)
    returning d.id`;
  return changed.length;
}

function debtorRecords({ sql }: Transaction, rows: readonly IdentifiedDebtor[]) {
  const records = rows.map(({ id, input }) => ({
    id,
    kind: input.kind,
    language: input.language,
    zone: input.zone,
    zone_source: input.zoneSource,
    other_zones: input.otherZones,
    subdivision: input.subdivision,
    preferred_channel: input.preferredChannel,
    pay_day: input.payDay,
    pay_calendar: input.payCalendar,
    tags: input.tags,
  }));
  return sql`jsonb_to_recordset(${rowSet(records)}::jsonb) as i (id uuid, kind text, language text, zone text,
    zone_source text, other_zones text[], subdivision text, preferred_channel text, pay_day smallint,
    pay_calendar text, tags text[])`;
}
