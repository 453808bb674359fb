import type { Endpoints, OutputOf, RetentionShow, Role } from "@fairflow/contract";
import { lastSweep, listDebtors, readClock, type Database, type Keyring } from "@fairflow/db";
import {
  countDue,
  lookForDue,
  nextSweepOn,
  readRetention,
  retentionRules,
  termsNow,
  type FactDeps,
} from "@fairflow/engine";
import { maskedName, maskedNumber, seesPeople } from "../debtors/masking.ts";
import { ruleWords } from "../debtors/rule-words.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { barView } from "./bar-view.ts";

interface RetentionDeps {
  readonly database: Database;
  readonly facts: FactDeps;
}

const PAGE = 50;

/** How long records are kept, and what became of it. */
export async function retentionState({
  database,
  facts,
}: RetentionDeps): Promise<OutputOf<Endpoints["retention"]>> {
  return database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    const [stored, last, nextOn, terms, nameOf] = await Promise.all([
      readRetention(tx),
      lastSweep(tx),
      nextSweepOn(tx, now),
      termsNow(facts, tx),
      authorNames(tx),
    ]);
    return {
      setting: stored === undefined ? null : { ...stored.setting },
      changed:
        stored === undefined
          ? null
          : { by: nameOf(stored.changedBy), atMs: stored.changedAt.getTime() },
      nextOn: nextOn ?? null,
      last:
        last === undefined
          ? null
          : {
              day: last.day,
              startedAtMs: last.startedAt.getTime(),
              endedAtMs: last.endedAt?.getTime() ?? null,
              erased: last.erased,
              kept: last.kept,
              failed: last.failed,
            },
      portfolios: [...terms.portfolios.values()]
        .map(({ id, name, clientName }) => ({
          id,
          name: `${clientName}: ${name}`,
          laws:
            retentionRules(terms, id)?.map((rule) => {
              const { words, source } = ruleWords(rule);
              return { rule, words, source };
            }) ?? null,
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    };
  });
}

/** A page of the people whose time is over; nobody while nobody has said how long it is. */
export async function retentionPeople(
  { database, facts, keyring }: RetentionDeps & { readonly keyring: Keyring },
  of: { readonly show: RetentionShow; readonly cursor?: string | undefined; readonly role: Role },
): Promise<OutputOf<Endpoints["retentionPeople"]>> {
  const { show, cursor = null, role } = of;
  const isUnmasked = seesPeople(role);
  return database.transaction(async (tx) => {
    const [{ now }, stored] = await Promise.all([readClock(tx), readRetention(tx)]);
    if (stored === undefined) return { people: [], next: null, masked: !isUnmasked };
    const { setting } = stored;
    const page = await lookForDue(facts, tx, { setting, show, after: cursor, limit: PAGE });
    const ids = page.people.map(({ debtorId }) => debtorId);
    const listed =
      ids.length === 0 ? [] : await listDebtors(tx, keyring, { ids, limit: ids.length, now });
    const listedOf = new Map(listed.map((each) => [each.id, each]));
    return {
      masked: !isUnmasked,
      next: page.next,
      people: page.people.map(({ debtorId, lastOn, bars }) => {
        const { name = "", reference = "" } = listedOf.get(debtorId) ?? {};
        return {
          id: debtorId,
          name: isUnmasked ? name : maskedName(name),
          reference: isUnmasked ? reference : maskedNumber(reference),
          lastOn,
          bars: bars.map(barView),
        };
      }),
    };
  });
}

export async function retentionCount({
  database,
  facts,
}: RetentionDeps): Promise<OutputOf<Endpoints["retentionCount"]>> {
  return database.transaction(async (tx) => {
    const stored = await readRetention(tx);
    if (stored === undefined) return { due: 0, kept: 0, reasons: [], isWhole: true };
    const { reasons, ...counts } = await countDue(facts, tx, stored.setting);
    return {
      ...counts,
      reasons: [...reasons]
        .map(([kind, people]) => ({ kind, people }))
        .toSorted((a, b) => b.people - a.people),
    };
  });
}
