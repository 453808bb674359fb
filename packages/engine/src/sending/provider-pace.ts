import type { Database, Transaction } from "@fairflow/db";
import type { ChannelPort, SendResult } from "./channel-port.ts";
import { wasGivenBack } from "./channel-port.ts";
import {
  afterAnswers,
  freshPace,
  giveBackTrying,
  takeLeave,
  takeSlots,
  type Leave,
  type Pace,
} from "./pace.ts";

/** The paces of all providers, in the database: processes that send share them. */
export interface Paces {
  /** Leave to claim messages. */
  readonly take: (port: ChannelPort, wanted: number) => Promise<Leave>;
  /** When each of so many messages leaves, in milliseconds from now; fewer where the others would wait too long. */
  readonly takeSlots: (port: ChannelPort, count: number) => Promise<readonly number[]>;
  /** Whoever was to try a provider that rested had nothing to try it with. */
  readonly giveBackTrying: (port: ChannelPort) => Promise<void>;
  readonly noteAnswers: (
    port: ChannelPort,
    of: { readonly results: readonly SendResult[]; readonly isTrying: boolean },
  ) => Promise<void>;
}

/** @param realNow instead of the database's clock, for tests */
export function sharedPaces(database: Database, realNow?: () => Date): Paces {
  const change = <Result>(
    port: ChannelPort,
    work: (pace: Pace, nowMs: number) => Changed<Result>,
  ): Promise<Result> =>
    database.transaction(async (tx) => {
      const { pace, now } = await lockPace(tx, port.name, realNow?.());
      const { result, next, answer } = work(pace, now.getTime());
      if (next !== pace || answer !== undefined) {
        await savePace(tx, port.name, { pace: next, answer, now });
      }
      return result;
    });
  return {
    take: async (port, wanted) => {
      const { messagesPerSecond: perSecond } = port;
      const read = await readPace(database, port.name, realNow?.());
      const nowMs = read?.now.getTime() ?? 0;
      const pace = read?.pace ?? freshPace(nowMs);
      if (pace.restsUntilMs === undefined) {
        return takeLeave(pace, { wanted, perSecond, nowMs }).leave;
      }
      // Of all who ask after its rest one tries.
      return change(port, (locked, lockedMs) => {
        const taking = takeLeave(locked, { wanted, perSecond, nowMs: lockedMs });
        return { result: taking.leave, next: taking.pace };
      });
    },
    takeSlots: async (port, count) => {
      const { messagesPerSecond: perSecond } = port;
      if (perSecond === undefined || count === 0) return Array.from({ length: count }, () => 0);
      const slots = await change(port, (pace, nowMs) => {
        const taking = takeSlots(pace, { count, perSecond, nowMs });
        return { result: taking.slots, next: taking.pace };
      });
      return Array.from({ length: slots.count }, (_, nth) => slots.firstMs + nth * slots.everyMs);
    },
    giveBackTrying: (port) =>
      change(port, (pace, nowMs) => ({
        result: undefined,
        next: giveBackTrying(pace, nowMs),
      })),
    noteAnswers: async (port, { results, isTrying }) => {
      const answered = results.filter(
        (result) => result.kind === "accepted" || !wasGivenBack(result),
      );
      const last = answered.at(-1);
      if (last === undefined) return;
      await change(port, (pace, nowMs) => ({
        result: undefined,
        next: afterAnswers(pace, { answers: answered.map(isAnswer), isTrying, nowMs }),
        answer: last.kind === "accepted" ? "accepted" : last.code,
      }));
    },
  };
}

interface Changed<Result> {
  readonly result: Result;
  readonly next: Pace;
  readonly answer?: string;
}

/** A provider that says no has answered. */
function isAnswer({ kind }: SendResult): boolean {
  return kind === "accepted" || kind === "refused";
}

interface PaceRow {
  readonly full_at: Date;
  readonly taken: number;
  readonly failures: number;
  readonly rests_until: Date | null;
  readonly rest_ms: number;
  readonly now: Date;
}

interface ReadPace {
  readonly pace: Pace;
  readonly now: Date;
}

/** Undefined of a provider that nobody has used yet. */
async function readPace(
  { sql }: Transaction,
  provider: string,
  testNow: Date | undefined,
): Promise<ReadPace | undefined> {
  const [row] = await sql<PaceRow[]>`
    select full_at, taken, failures, rests_until, rest_ms, clock_timestamp() as now
    from provider_pace where provider = ${provider}`;
  return row === undefined ? undefined : paceOf(row, testNow);
}

async function lockPace(
  { sql }: Transaction,
  provider: string,
  testNow: Date | undefined,
): Promise<ReadPace> {
  const read = () => sql<PaceRow[]>`
    select full_at, taken, failures, rests_until, rest_ms, clock_timestamp() as now
    from provider_pace where provider = ${provider} for update`;
  const [row] = await read();
  if (row !== undefined) return paceOf(row, testNow);
  await sql`
    insert into provider_pace (provider, full_at) values (${provider}, ${testNow ?? sql`clock_timestamp()`})
    on conflict do nothing`;
  const [made] = await read();
  if (made !== undefined) return paceOf(made, testNow);
  const now = testNow ?? new Date(0);
  return { pace: freshPace(now.getTime()), now };
}

function paceOf(row: PaceRow, testNow: Date | undefined): ReadPace {
  const pace = {
    fullAtMs: row.full_at.getTime(),
    taken: row.taken,
    failures: row.failures,
    restsUntilMs: row.rests_until?.getTime(),
    restMs: row.rest_ms,
  };
  return { pace, now: testNow ?? row.now };
}

async function savePace(
  { sql }: Transaction,
  provider: string,
  {
    pace,
    answer,
    now,
  }: { readonly pace: Pace; readonly answer?: string | undefined; readonly now: Date },
): Promise<void> {
  const { fullAtMs, taken, failures, restsUntilMs, restMs } = pace;
  await sql`
    update provider_pace set full_at = ${new Date(fullAtMs)}, taken = ${taken}, failures = ${failures},
      rests_until = ${restsUntilMs === undefined ? null : new Date(restsUntilMs)}, rest_ms = ${restMs},
      answered_at = ${answer === undefined ? sql`answered_at` : now}, answer = ${answer ?? sql`answer`},
      unheard_since = ${answer === "accepted" ? sql`coalesce(unheard_since, ${now}::timestamptz)` : sql`unheard_since`}
    where provider = ${provider}`;
}

/** How a provider is, for whoever looks after it. */
export interface ProviderPace {
  readonly failures: number;
  /** In the past it is to be tried by the next message. */
  readonly restsUntil: Date | null;
  readonly answeredAt: Date | null;
  readonly answer: string | null;
}

export async function providerPaces({
  sql,
}: Transaction): Promise<ReadonlyMap<string, ProviderPace>> {
  const rows = await sql<(ProviderPace & { readonly provider: string })[]>`
    select provider, failures, rests_until as "restsUntil", answered_at as "answeredAt", answer
    from provider_pace`;
  return new Map(rows.map(({ provider, ...pace }) => [provider, pace]));
}

/** Lets a provider that rests be tried by the next message. */
export async function wakeProvider({ sql }: Transaction, provider: string): Promise<void> {
  await sql`
    update provider_pace set rests_until = least(rests_until, clock_timestamp()) where provider = ${provider}`;
}
