import { lockDebtors, newId, readClock, type Transaction } from "@fairflow/db";
import { noChanges, type DebtorChanges } from "../batch-changes.ts";
import type { AttemptFacts } from "../debtor-facts.ts";
import { judgeOrForbid } from "../gate.ts";
import { loadContacts } from "../load-contacts.ts";
import { loadDebtors } from "../load-debtors.ts";
import { saveAttempts } from "../save-attempts.ts";
import { plainArray, textArray } from "../sql-columns.ts";
import { loadBars, type BarsAt } from "./address-bars.ts";
import { asOf, loadPast } from "./facts-as-of.ts";
import { outsideAttempt, outsideProvider } from "./outside-attempt.ts";
import { outsideProposal, type OutsideContact } from "./outside-proposal.ts";
import { endOutlived, slotsOf, type KeptSlot } from "./reservations.ts";
import type { Author, FactDeps } from "./telling.ts";
import { termsNow } from "./terms-now.ts";
import { lockedByWrongParties, markWrongParty } from "./wrong-party.ts";

/** A contact that took place elsewhere, as whoever made it tells of it. */
export interface ReportedContact extends OutsideContact {
  /** What its source calls it: told twice, it is one. */
  readonly outsideId: string;
  readonly at: Date;
  readonly direction: "outbound" | "inbound";
  /** In the words of the rule packs. */
  readonly outcome: string;
  /** Who was reached; null where nobody was or nobody knows. */
  readonly reached: "debtor" | "third-party" | "wrong-number" | null;
  /** Who made it: a code, never a name. */
  readonly agent: string | null;
  /** The attempt that kept its slot. */
  readonly reservation: string | null;
}

export type RecordedContact =
  | {
      readonly kind: "recorded";
      readonly attemptId: string;
      /** The gate's answer as of the instant of the contact. */
      readonly verdict: "allowed" | "deferred" | "forbidden";
      readonly rules: readonly string[];
    }
  /** It was told before. */
  | { readonly kind: "known" }
  | { readonly kind: "unknown-account" };

/**
 * Puts contacts that took place into their debtors' history before the next verdict is taken: under their locks, with
 * their epochs moved on, so that what was planned is judged anew (I5, I7). They are true whatever the gate says: each is
 * judged as of its instant on what was known then, and one that was not allowed is recorded as that.
 */
export function recordContacts(
  deps: FactDeps,
  reported: readonly ReportedContact[],
  by: { readonly source: string; readonly author: Author },
): Promise<readonly RecordedContact[]> {
  return deps.database.transaction((tx) => recordContactsIn(deps, tx, reported, by));
}

/** `recordContacts` as a part of a transaction. */
export async function recordContactsIn(
  deps: FactDeps,
  tx: Transaction,
  reported: readonly ReportedContact[],
  { source, author }: { readonly source: string; readonly author: Author },
): Promise<readonly RecordedContact[]> {
  if (reported.length === 0) return [];
  // Of two who report one contact at once the second finds it known.
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`contacts of ${source}`}, 0))`;
  const { now } = await readClock(tx);
  const debtorIds = [...new Set(reported.map(({ debtorId }) => debtorId))];
  const wrong = reported.flatMap(({ reached, address }) =>
    reached === "wrong-number" && address !== null ? [address.hmac] : [],
  );
  await lockDebtors(tx, await lockedByWrongParties(tx, debtorIds, wrong));
  const provider = outsideProvider(source);
  await endOutlived(tx, reported, provider);
  const earliest = Math.min(...reported.map(({ at }) => at.getTime()));
  const [debtors, terms, known, pastOf] = await Promise.all([
    loadDebtors(tx.sql, debtorIds),
    termsNow(deps, tx),
    knownIds(tx, provider, reported),
    loadPast(tx, debtorIds, new Date(earliest)),
  ]);
  const [contacts, barsAt, slots] = await Promise.all([
    loadContacts(tx.sql, debtorIds, earliest),
    loadBars(tx, reported),
    slotsOf(tx, reported, provider),
  ]);
  const used = new Set<string>();
  const earlier = new Map<string, readonly AttemptFacts[]>();
  const changes = new Map<string, DebtorChanges>();
  const written: Written[] = [];
  const answers = new Map<ReportedContact, RecordedContact>();

  for (const contact of reported.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const { debtorId, outsideId, at } = contact;
    const debtor = debtors.get(debtorId);
    const reachedBy = contacts.get(debtorId);
    if (known.has(outsideId)) {
      answers.set(contact, { kind: "known" });
      continue;
    }
    if (debtor === undefined || reachedBy === undefined) {
      answers.set(contact, { kind: "unknown-account" });
      continue;
    }
    known.add(outsideId);
    const own = earlier.get(debtorId) ?? [];
    const slot = slots.get(contact);
    // A slot is for one contact, and a number that was barred since nobody was told to use.
    if (slot !== undefined && !used.has(slot.id) && !isBarredUnlisted(contact, barsAt)) {
      used.add(slot.id);
      earlier.set(debtorId, [...own, factsOf(slot, contact)]);
      written.push({ contact, attemptId: slot.id, shard: debtor.shard });
      answers.set(contact, { kind: "recorded", attemptId: slot.id, ...NO_BREACH });
      continue;
    }
    const attempts = [...reachedBy.attempts.filter(({ id }) => !used.has(id)), ...own];
    const then = asOf(
      { debtor, contacts: { ...reachedBy, attempts } },
      pastOf(debtorId),
      at.getTime(),
    );
    const proposal = outsideProposal(
      { ...then, terms, alsoPlanned: [], barred: (hmac) => barsAt(hmac, at.getTime()) },
      contact,
    );
    if (proposal === undefined) {
      answers.set(contact, { kind: "unknown-account" });
      continue;
    }
    const judgement = judgeOrForbid(terms, proposal, at.getTime());
    const attempt = outsideAttempt(terms, {
      id: newId(),
      proposal,
      judgement,
      atMs: at.getTime(),
    });
    const change = changes.get(debtorId) ?? noChanges({ debtorId, ...debtor });
    changes.set(debtorId, change);
    change.attempts.push(attempt);
    earlier.set(debtorId, [...own, factsOf(attempt, contact)]);
    written.push({ contact, attemptId: attempt.id, shard: attempt.shard });
    const { verdict } = judgement;
    answers.set(contact, {
      kind: "recorded",
      attemptId: attempt.id,
      verdict: verdict.kind,
      rules: verdict.kind === "allowed" ? [] : verdict.rules,
    });
  }
  await Promise.all(saveAttempts(tx.sql, [...changes.values()], now.getTime()));
  await noteReports(tx, { written, provider, now });
  await noteWhoWasReached(tx, { written, author, now });
  return reported.map((contact) => answers.get(contact) ?? { kind: "unknown-account" });
}

function isBarredUnlisted({ address, at }: ReportedContact, barsAt: BarsAt): boolean {
  return address !== null && address.id === null && barsAt(address.hmac, at.getTime()).length > 0;
}

const NO_BREACH = { verdict: "allowed", rules: [] } as const;

interface Written {
  readonly contact: ReportedContact;
  readonly attemptId: string;
  readonly shard: number;
}

async function knownIds(
  { sql }: Transaction,
  provider: string,
  reported: readonly ReportedContact[],
): Promise<Set<string>> {
  const rows = await sql<{ provider_id: string }[]>`
    select provider_id from attempt
    where provider = ${provider} and provider_id is not null
      and provider_id = any(${reported.map(({ outsideId }) => outsideId)}::text[])`;
  return new Set(rows.map((row) => row.provider_id));
}

/** They took place: from here on the caps count them. */
async function noteReports(
  { sql }: Transaction,
  of: { readonly written: readonly Written[]; readonly provider: string; readonly now: Date },
): Promise<void> {
  const { written, now } = of;
  if (written.length === 0) return;
  const contacts = written.map(({ contact }) => contact);
  await sql`
    update attempt set
      status = 'accepted', accepted_at = told.at, reported_at = ${now}, settled_at = ${now},
      provider = ${of.provider}, provider_id = told.outside_id, direction = told.direction,
      outcome = told.outcome, is_right_party = told.is_right_party, agent = told.agent
    from unnest(
      ${plainArray(written.map(({ shard }) => shard))}::smallint[],
      ${plainArray(written.map(({ attemptId }) => attemptId))}::uuid[],
      ${plainArray(contacts.map(({ at }) => at.toISOString()))}::timestamptz[],
      ${textArray(contacts.map(({ outsideId }) => outsideId))}::text[],
      ${plainArray(contacts.map(({ direction }) => direction))}::text[],
      ${textArray(contacts.map(({ outcome }) => outcome))}::text[],
      ${plainArray(contacts.map(({ reached }) => (reached === null ? null : String(reached === "debtor"))))}::boolean[],
      ${textArray(contacts.map(({ agent }) => agent))}::text[]
    ) as told (shard, id, at, outside_id, direction, outcome, is_right_party, agent)
    where attempt.shard = told.shard and attempt.id = told.id`;
  const debtorIds = [...new Set(contacts.map(({ debtorId }) => debtorId))];
  await sql`update debtor set epoch = epoch + 1 where id = any(${debtorIds}::uuid[])`;
}

/** Whoever was reached says what the address is; a wrong number is wrong for everyone who shares it. */
async function noteWhoWasReached(
  tx: Transaction,
  of: { readonly written: readonly Written[]; readonly author: Author; readonly now: Date },
): Promise<void> {
  const contacts = of.written.map(({ contact }) => contact);
  const right = contacts.flatMap(({ reached, address, at }) =>
    reached === "debtor" && address !== null && address.id !== null ? [{ id: address.id, at }] : [],
  );
  if (right.length > 0) {
    await tx.sql`
      update address set state = 'right_party', state_at = told.at
      from unnest(
        ${plainArray(right.map(({ id }) => id))}::uuid[],
        ${plainArray(right.map(({ at }) => at.toISOString()))}::timestamptz[]
      ) as told (id, at)
      where address.id = told.id and state not in ('right_party', 'wrong_party')`;
  }
  for (const { reached, debtorId, address } of contacts) {
    if (reached !== "wrong-number" || address === null) continue;
    const { hmac, id: addressId } = address;
    await markWrongParty(tx, { hmac, debtorId, addressId, source: of.author }, of.now);
  }
}

/** As the case of the next contact in the same report counts it. */
function factsOf(attempt: KeptSlot, contact: ReportedContact): AttemptFacts {
  return {
    id: attempt.id,
    clientId: attempt.clientId,
    portfolioId: attempt.portfolioId,
    addressId: attempt.addressId,
    accountIds: attempt.accountIds,
    channel: contact.channel,
    purpose: attempt.purpose,
    direction: contact.direction,
    status: "accepted",
    outcome: contact.outcome,
    isRightParty: contact.reached === null ? null : contact.reached === "debtor",
    merges: false,
    priority: attempt.priority,
    isNotice: false,
    isReserved: false,
    plannedFor: attempt.plannedFor,
    atMs: contact.at.getTime(),
  };
}
