import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import type {
  ACCOUNT_STATUSES,
  ADDRESS_KINDS,
  ADDRESS_STATES,
  PARTY_KINDS,
  RUN_STATUSES,
} from "./schema/words.ts";

export interface StoredDebtor {
  readonly id: string;
  readonly kind: (typeof PARTY_KINDS)[number];
  readonly language: string;
  readonly zone: string;
}

export interface StoredAddress {
  readonly id: string;
  readonly kind: (typeof ADDRESS_KINDS)[number];
  readonly text: string;
  readonly state: (typeof ADDRESS_STATES)[number];
}

export interface StoredAccount {
  readonly id: string;
  readonly reference: string;
  readonly kind: string;
  readonly status: (typeof ACCOUNT_STATUSES)[number];
  readonly currency: string;
  /** The fee rules that the client's figures exceed. */
  readonly chargesAbove: readonly string[];
}

export interface StoredStanding {
  readonly flowId: string;
  readonly flowName: string;
  readonly version: number;
  readonly nodeId: string | null;
  readonly nodeName: string;
  readonly since: Date;
  readonly wakeAt: Date | null;
  readonly status: (typeof RUN_STATUSES)[number];
}

export async function readDebtor(tx: Transaction, id: string): Promise<StoredDebtor | undefined> {
  const [debtor] = await tx.sql<StoredDebtor[]>`
    select id, kind, language, zone from debtor where id = ${id}`;
  return debtor;
}

/** The debtor's own, the one that is tried first before the others. */
export async function addressesOf(
  tx: Transaction,
  keyring: Keyring,
  debtorId: string,
): Promise<readonly StoredAddress[]> {
  const rows = await tx.sql<(Omit<StoredAddress, "text"> & { readonly value: Uint8Array })[]>`
    select x.id, x.kind, x.state, x.value from address x join party p on p.id = x.party_id and p.is_debtor
    where x.debtor_id = ${debtorId} and x.value is not null order by x.kind, x.rank, x.id`;
  return rows.map(({ value, ...address }) => ({
    ...address,
    text: keyring.decryptText({ table: "address", column: "value", row: address.id }, value),
  }));
}

/** The latest first. */
export async function accountsOf(
  tx: Transaction,
  debtorId: string,
): Promise<readonly StoredAccount[]> {
  return tx.sql<StoredAccount[]>`
    select id, reference, kind, status, currency, charges_above as "chargesAbove" from account where debtor_id = ${debtorId}
    order by status = 'closed', due_date desc nulls last, id desc`;
}

/** Where a debtor stands in flows, and where they ended; the latest first. */
export async function standingsOf(
  tx: Transaction,
  debtorId: string,
): Promise<readonly StoredStanding[]> {
  return tx.sql<StoredStanding[]>`
    select r.flow_id as "flowId", f.name as "flowName", v.number as version, r.node_id as "nodeId",
      coalesce(nullif(n.name, ''), r.node_id, '') as "nodeName", r.wake_at as "wakeAt", r.status,
      coalesce(r.ended_at, to_timestamp((r.state ->> 'enteredMs')::float8 / 1000), r.started_at) as since
    from run r join flow f on f.id = r.flow_id join flow_version v on v.id = r.version_id
    left join lateral (
      select node ->> 'name' as name from jsonb_array_elements(v.document -> 'nodes') as node
      where node ->> 'id' = r.node_id
    ) n on true
    where r.shard = shard_of(${debtorId}) and r.debtor_id = ${debtorId}
    order by r.status = 'ended', r.id desc limit 50`;
}
