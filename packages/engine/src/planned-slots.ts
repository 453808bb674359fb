import type { CaseAttempt } from "@fairflow/compliance";
import type { NewAttempt } from "./batch-changes.ts";
import type { ContactFacts } from "./debtor-facts.ts";
import { givesWay, type Yielding } from "./notices/make-way.ts";

/** An attempt that is planned for the debtor's day, and what of it this batch may still change. */
export interface Planned {
  readonly id: string;
  readonly key: string;
  accountIds: readonly string[];
  /** As it is counted; absent while the database counts it. */
  counted: CaseAttempt | null;
  readonly created: NewAttempt | null;
}

/** What of a debtor's slots is taken, as the batch goes on. `without` leaves attempts out of the count. */
export interface PlannedSlots {
  /** What was read, but for what has given way since. */
  readonly contacts: (without?: ReadonlySet<string>) => ContactFacts;
  /** What this batch planned, as cases count it. */
  readonly counted: (
    except: Planned | null,
    without?: ReadonlySet<string>,
  ) => readonly CaseAttempt[];
  /** The planned attempt that one with this key joins. */
  readonly joinable: (key: string) => Planned | null;
  readonly add: (made: Planned, merges: boolean) => void;
  /** What could give its slot to a notice. */
  readonly yielding: () => readonly Yielding[];
  /** @returns whether this batch made it */
  readonly giveWay: (id: string) => boolean;
}

export const NOBODY: ReadonlySet<string> = new Set();

/** @param today the debtor's local day */
export function plannedSlots(contacts: ContactFacts, today: string): PlannedSlots {
  const joinable = new Map<string, Planned>();
  /** Those of this batch that join no other. */
  const loose: Planned[] = [];
  const gaveWay = new Set<string>();
  for (const attempt of contacts.attempts) {
    if (attempt.status !== "planned" || !attempt.merges || attempt.plannedFor !== today) continue;
    const key = mergeKey(attempt);
    const { id, accountIds } = attempt;
    joinable.set(key, { id, key, accountIds, counted: null, created: null });
  }
  const known = () => [...loose, ...joinable.values()];
  const left = (without: ReadonlySet<string>) =>
    gaveWay.size + without.size === 0
      ? contacts.attempts
      : contacts.attempts.filter(({ id }) => !gaveWay.has(id) && !without.has(id));
  return {
    contacts: (without = NOBODY) => {
      const attempts = left(without);
      return attempts === contacts.attempts ? contacts : { ...contacts, attempts };
    },
    counted: (except, without = NOBODY) =>
      known().flatMap((each) =>
        each === except || each.counted === null || without.has(each.id) ? [] : [each.counted],
      ),
    joinable: (key) => joinable.get(key) ?? null,
    add: (made, merges) => {
      if (merges) joinable.set(made.key, made);
      else loose.push(made);
    },
    yielding: () => [
      ...left(NOBODY).filter(givesWay),
      ...known().flatMap(({ created }) =>
        created !== null && givesWay(asFacts(created)) ? [created] : [],
      ),
    ],
    giveWay: (id) => {
      const own = known().find((each) => each.id === id);
      gaveWay.add(id);
      if (own === undefined) return false;
      if (joinable.get(own.key) === own) joinable.delete(own.key);
      if (loose.includes(own)) loose.splice(loose.indexOf(own), 1);
      return own.created !== null;
    },
  };
}

/** Attempts that agree in it and are planned for one day become one. */
export function mergeKey(of: {
  readonly portfolioId: string;
  readonly purpose: string;
  readonly channel: string;
}): string {
  return `${of.portfolioId} ${of.purpose} ${of.channel}`;
}

function asFacts({ purpose, noticeId }: NewAttempt) {
  return { status: "planned", purpose, isNotice: noticeId !== null, isReserved: false };
}
