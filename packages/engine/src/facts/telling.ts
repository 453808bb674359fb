import { localTime, zoneNamed, type LocalDate, type Zone } from "@fairflow/calendar";
import {
  readClock,
  recordEvents,
  type Database,
  type EventInput,
  type Transaction,
} from "@fairflow/db";
import { creditResponses } from "../figures/credit-responses.ts";
import type { Jobs } from "../jobs.ts";
import { laneOf } from "../lane.ts";
import type { OutsideEventKind } from "../outside-event.ts";
import type { LawReader } from "../law/law-reader.ts";
import { zoneOf } from "../world.ts";

/** What is needed to record a fact from outside the runs. */
export interface FactDeps {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly law: LawReader;
}

/** Who says so: a user's id, `debtor`, `system`, or a provider's name. */
export type Author = string;

export interface Told extends EventInput {
  readonly kind: OutsideEventKind;
}

/**
 * Tells runs what happened: their debtors' epochs move on (I7), the events are stored, and their lanes' ticks are asked
 * for, all in the caller's transaction. `enrols` also offers the accounts to the flows again.
 */
export async function tell(
  { jobs }: Pick<FactDeps, "jobs">,
  tx: Transaction,
  { events, now, enrols = false }: TellInput,
): Promise<void> {
  const shards = await recordEvents(tx, events, now);
  await creditResponses(tx, events, now);
  const lanes = [...new Set([...shards].map(laneOf))];
  await jobs.send(
    tx,
    lanes.flatMap((lane) => [
      { queue: "tick", lane } as const,
      ...(enrols ? [{ queue: "tick", lane, enrols } as const] : []),
    ]),
  );
}

interface TellInput {
  readonly events: readonly Told[];
  readonly now: Date;
  readonly enrols?: boolean;
}

/** An account or debtor that is named does not exist. */
export class UnknownSubjectError extends Error {
  override readonly name = "UnknownSubjectError";
}

/** An account with what its facts need to know of it. */
export interface Subject {
  readonly accountId: string;
  readonly debtorId: string;
  readonly portfolioId: string;
  readonly currency: string;
  readonly now: Date;
  /** The debtor's, or where that is not known the portfolio's. */
  readonly zone: Zone;
  /** The local date there. */
  readonly today: LocalDate;
}

/** Reads the clock and finds an account. @throws UnknownSubjectError */
export async function subjectOf(
  deps: FactDeps,
  tx: Transaction,
  accountId: string,
): Promise<Subject> {
  const [clock, law, rows] = await Promise.all([
    readClock(tx),
    deps.law.newest(tx.sql),
    tx.sql<SubjectRow[]>`
      select debtor_id, portfolio_id, account.currency, debtor.zone, portfolio.zone as portfolio_zone
      from account
      join debtor on debtor.id = debtor_id
      join portfolio on portfolio.id = portfolio_id
      where account.id = ${accountId}`,
  ]);
  const [row] = rows;
  if (row === undefined) throw new UnknownSubjectError(`There is no account ${accountId}`);
  // Nobody is reached in a zone that nobody knows, but what is paid or disputed there must still be told.
  const zone = zoneNamed(law.zones, row.zone) ?? zoneOf(law, row.portfolio_zone);
  return {
    accountId,
    debtorId: row.debtor_id,
    portfolioId: row.portfolio_id,
    currency: row.currency,
    now: clock.now,
    zone,
    today: localTime(zone, clock.now).date,
  };
}

interface SubjectRow {
  readonly debtor_id: string;
  readonly portfolio_id: string;
  readonly currency: string;
  readonly zone: string;
  readonly portfolio_zone: string;
}
