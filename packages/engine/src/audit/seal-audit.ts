import type { Database, Sql, Transaction } from "@fairflow/db";
import { LOCK } from "../locks.ts";
import { BEGINNING, entryText, linkHash, type ChainedEntry } from "./chained-entry.ts";

/** Entries of one transaction. */
const SEAL_AT_ONCE = 1_000;

/** Where the chain ends. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: Uint8Array;
}

/**
 * Takes committed entries into the chain, in the order of their ids, until none waits. It comes behind whoever writes
 * entries and takes no lock of theirs; of several processes one does it and the others are told `busy`.
 */
export async function sealAudit(database: Database, realNow: () => Date): Promise<"busy" | number> {
  let sealed = 0;
  for (;;) {
    const some = await sealSome(database, realNow());
    if (some === "busy") return "busy";
    sealed += some;
    if (some < SEAL_AT_ONCE) return sealed;
  }
}

function sealSome(database: Database, sealedAt: Date): Promise<"busy" | number> {
  return whileChainRests(database, async ({ sql }) => {
    const entries = await waitingEntries(sql);
    if (entries.length === 0) return 0;
    const head = await chainHead(sql);
    let { sequence, hash } = head ?? { sequence: 0, hash: BEGINNING };
    const links = entries.map(({ id, text }) => {
      sequence += 1;
      hash = linkHash(hash, { sequence, sealedAt, text });
      return { sequence, id, hash };
    });
    await sql`
      insert into audit_link (sequence, audit_id, hash, sealed_at)
      select sequence, audit_id, decode(hash, 'hex'), ${sealedAt}::timestamptz
      from unnest(
        ${links.map((link) => link.sequence)}::bigint[], ${links.map(({ id }) => id)}::bigint[],
        ${links.map((link) => Buffer.from(link.hash).toString("hex"))}::text[]
      ) as made (sequence, audit_id, hash)`;
    await sql`delete from audit_unsealed where audit_id = any(${links.map(({ id }) => id)}::bigint[])`;
    return links.length;
  });
}

/** Does something while nobody else adds to the chain; `busy` where somebody does. */
export function whileChainRests<Result>(
  database: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result | "busy"> {
  return database.transaction(async (tx) => {
    const [lock] = await tx.sql<{ taken: boolean }[]>`
      select pg_try_advisory_xact_lock(${LOCK.auditChain}, 0) as taken`;
    return lock?.taken === true ? work(tx) : "busy";
  });
}

function waitingEntries(sql: Sql): Promise<readonly Pick<ChainedEntry, "id" | "text">[]> {
  return sql<Pick<ChainedEntry, "id" | "text">[]>`
    select audit.id, ${entryText(sql)} as text
    from audit_unsealed join audit on audit.id = audit_id
    order by audit.id limit ${SEAL_AT_ONCE}`;
}

/** Undefined where nothing has been sealed yet. */
export async function chainHead(sql: Sql): Promise<ChainHead | undefined> {
  const [head] = await sql<ChainHead[]>`
    select sequence, hash from audit_link order by sequence desc limit 1`;
  return head;
}
