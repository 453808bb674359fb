import { countPastCloses, type Keyring, type Transaction } from "@fairflow/db";
import { creditHistory } from "@fairflow/engine";
import type { DebtorIds, HistoryWorld } from "../history/life.ts";
import { liveDebtor } from "../history/live-debtor.ts";
import type { DebtorRows } from "../history/rows.ts";
import type { DemoPerson } from "../people/person.ts";
import type { DemoClient } from "./write-client.ts";
import type { VersionIds } from "./write-flows.ts";
import { writeCounts, writeHistory } from "./write-history.ts";
import type { SentMessage } from "./write-messages.ts";

/** Debtors that are lived through while the ones before them are written: the two go on at once. */
const DEBTORS_AT_ONCE = 500;

export interface Living {
  readonly world: HistoryWorld;
  readonly client: DemoClient;
  readonly people: readonly DemoPerson[];
  readonly ids: ReadonlyMap<string, DebtorIds>;
  readonly versions: VersionIds;
  readonly law: number;
}

/** What came of it, as far as somebody still needs it. */
export interface Lived {
  readonly runs: number;
  readonly attempts: number;
  readonly sent: readonly SentMessage[];
}

interface LivedDebtor {
  readonly id: string;
  readonly person: DemoPerson;
  readonly rows: DebtorRows;
}

/** Lives through every debtor's ninety days, and writes what happened. */
export async function liveAndWrite(
  tx: Transaction,
  keyring: Keyring,
  { world, client, people, ids, versions, law }: Living,
): Promise<Lived> {
  const counts: Pick<DebtorRows, "counts">[] = [];
  const sent: SentMessage[] = [];
  let [runs, attempts] = [0, 0];
  let writing = Promise.resolve();
  for (let first = 0; first < people.length; first += DEBTORS_AT_ONCE) {
    const lived = people
      .slice(first, first + DEBTORS_AT_ONCE)
      .flatMap((person) => liveOne(world, person, ids.get(person.reference)));
    await writing;
    writing = writeHistory(tx, keyring, {
      histories: lived.map(({ rows }) => rows),
      debtorIds: lived.map(({ id }) => id),
      versions,
      client,
      law,
    });
    for (const { person, rows } of lived) {
      counts.push({ counts: rows.counts });
      runs += rows.runs.length;
      attempts += rows.attempts.length;
      for (const attempt of rows.attempts)
        if (attempt.said !== null) sent.push({ attempt, person });
    }
  }
  await writing;
  await writeCounts(tx, versions, counts);
  await countPastCloses(tx, client.portfolioId);
  await creditHistory(tx);
  return { runs, attempts, sent };
}

function liveOne(
  world: HistoryWorld,
  person: DemoPerson,
  own: DebtorIds | undefined,
): readonly LivedDebtor[] {
  if (own === undefined) return [];
  return [{ id: own.debtorId, person, rows: liveDebtor(world, person, own) }];
}
