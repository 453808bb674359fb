import type { Sql } from "@fairflow/db";
import { MOST_EXAMPLES, type CheckResult } from "../verify/check-result.ts";
import { BEGINNING, entryText, linkHash, type ChainedEntry } from "./chained-entry.ts";
import type { ReadCheckpoints } from "./checkpoint.ts";

const BATCH = 2_000;

/** An entry is dated when it is written and seen when its transaction commits: none takes so long. */
const LONGEST_TRANSACTION_MS = 3_600_000;

/**
 * Checks the audit trail: what stands in it is what was sealed, in the order in which it was sealed, nothing stands beside the
 * chain, and the chain is the one that checkpoints outside the database signed.
 *
 * @param checkpoints undefined where no file of them is there
 */
export async function* verifyAudit(
  sql: Sql,
  checkpoints: ReadCheckpoints | undefined,
): AsyncGenerator<CheckResult> {
  const signed = new Map(
    (checkpoints?.trusted ?? []).map(({ sequence, hash }) => [sequence, hash]),
  );
  const walked = await walkChain(sql, signed);
  yield result("Every entry of the audit trail is as it was sealed", walked.links, walked.wrong);
  yield await strayEntries(sql);
  yield checkpointResult(walked, checkpoints);
}

interface Walked {
  readonly links: number;
  /** The last link; 0 where there is none. */
  readonly last: number;
  readonly wrong: readonly string[];
  /** Which of the links that checkpoints name have another digest, or are not there. */
  readonly unlike: readonly number[];
}

interface LinkRow {
  readonly sequence: number;
  readonly audit_id: number;
  readonly hash: Uint8Array;
  readonly sealed_at: Date;
  /** Null where the entry is gone. */
  readonly text: string | null;
  readonly at: Date | null;
  readonly action: string | null;
}

async function walkChain(sql: Sql, signed: ReadonlyMap<number, string>): Promise<Walked> {
  const wrong: string[] = [];
  const seen = new Set<number>();
  const unlike: number[] = [];
  let links = 0;
  let last = 0;
  let previous = BEGINNING;
  let newest: { readonly id: number; readonly at: Date } | undefined;
  for (;;) {
    const rows: readonly LinkRow[] = await linksAfter(sql, last);
    for (const row of rows) {
      links += 1;
      if (row.sequence !== last + 1) wrong.push(missingLinks(last + 1, row.sequence - 1));
      wrong.push(...faultsOf(row, previous, newest));
      const asSigned = signed.get(row.sequence);
      if (asSigned !== undefined) {
        seen.add(row.sequence);
        if (asSigned !== Buffer.from(row.hash).toString("hex")) unlike.push(row.sequence);
      }
      last = row.sequence;
      // As it stands, so that one that was changed does not make all later ones wrong.
      previous = row.hash;
      if (row.at !== null && (newest === undefined || row.at > newest.at)) {
        newest = { id: row.audit_id, at: row.at };
      }
    }
    if (rows.length < BATCH) break;
  }
  const missing = [...signed.keys()].filter((sequence) => sequence > 0 && !seen.has(sequence));
  return { links, last, wrong, unlike: [...unlike, ...missing].toSorted((a, b) => a - b) };
}

function linksAfter(sql: Sql, after: number): Promise<readonly LinkRow[]> {
  return sql<LinkRow[]>`
    select sequence, audit_id, hash, sealed_at, case when audit.id is not null then ${entryText(sql)} end as text,
      audit.at, audit.action
    from audit_link left join audit on audit.id = audit_id
    where sequence > ${after} order by sequence limit ${BATCH}`;
}

function faultsOf(
  row: LinkRow,
  previous: Uint8Array,
  newest: { readonly id: number; readonly at: Date } | undefined,
): readonly string[] {
  const { sequence, audit_id: id, text, at, action, sealed_at: sealedAt } = row;
  if (text === null || at === null) {
    return [`entry ${id} was deleted: link ${sequence} of ${sealedAt.toISOString()} sealed it`];
  }
  const hash = linkHash(previous, { sequence, sealedAt, text });
  if (!Buffer.from(hash).equals(Buffer.from(row.hash))) {
    return [`entry ${id} (${action}, ${at.toISOString()}) is not what link ${sequence} sealed`];
  }
  if (newest !== undefined && at.getTime() < newest.at.getTime() - LONGEST_TRANSACTION_MS) {
    return [
      `entry ${id} (${action}) says ${at.toISOString()}, and was written after entry ${newest.id} of ${newest.at.toISOString()}`,
    ];
  }
  return [];
}

function missingLinks(from: number, to: number): string {
  return from === to ? `link ${from} is missing` : `links ${from} to ${to} are missing`;
}

/** Entries that the chain does not know, and entries that it was told of and that are gone. */
async function strayEntries(sql: Sql): Promise<CheckResult> {
  const [counted] = await sql<{ count: number }[]>`select count(*) from audit`;
  const inserted = await sql<Pick<ChainedEntry, "id" | "action">[]>`
    select audit.id, action from audit
    left join audit_link on audit_link.audit_id = audit.id
    left join audit_unsealed on audit_unsealed.audit_id = audit.id
    where sequence is null and audit_unsealed.audit_id is null
    order by audit.id`;
  const gone = await sql<{ id: number }[]>`
    select audit_id as id from audit_unsealed where not exists (select from audit where id = audit_id)
    order by audit_id`;
  return result("No entry stands beside the chain of the audit trail", counted?.count ?? 0, [
    ...inserted.map(
      ({ id, action }) => `entry ${id} (${action}) stands in the trail and not in its chain`,
    ),
    ...gone.map(({ id }) => `entry ${id} was written and is gone before it was sealed`),
  ]);
}

function checkpointResult(walked: Walked, checkpoints: ReadCheckpoints | undefined): CheckResult {
  const name = "The chain of the audit trail is the one that its checkpoints signed";
  if (checkpoints === undefined) {
    const faults =
      walked.links === 0 ? [] : ["there is no file of checkpoints: nothing vouches for the chain"];
    return result(name, 0, faults);
  }
  const { trusted, faults, lines } = checkpoints;
  const at = new Map(trusted.map((each) => [each.sequence, each.at]));
  const cut = walked.unlike.filter((sequence) => sequence > walked.last);
  const furthest = cut.at(-1);
  const first = walked.unlike.find((sequence) => sequence <= walked.last);
  return result(name, lines, [
    ...faults,
    ...(first === undefined
      ? []
      : [
          `link ${first} is not the one that was signed at ${at.get(first)}: the chain was written anew`,
        ]),
    ...(furthest === undefined
      ? []
      : [
          `the chain ends with link ${walked.last}, and link ${furthest} was signed at ${at.get(furthest)}: its end, from link ${walked.last + 1}, was cut off`,
        ]),
  ]);
}

function result(name: string, checked: number, wrong: readonly string[]): CheckResult {
  return { name, checked, wrong: wrong.length, examples: wrong.slice(0, MOST_EXAMPLES) };
}
