import type { Database, Transaction } from "@fairflow/db";
import type { ChannelPort, SendResult } from "./channel-port.ts";
import { wasGivenBack } from "./channel-port.ts";
import {
  afterAnswers,
  freshPace,
  giveBackLeave,
  takeLeave,
  type Leave,
  type Pace,
} from "./pace.ts";

/** The paces of all providers, in the database: processes that send share them. */
export interface Paces {
  readonly take: (port: ChannelPort, wanted: number) => Promise<Leave>;
  readonly giveBack: (
    port: ChannelPort,
    of: { readonly unused: number; readonly isTrying: boolean },
  ) => Promise<void>;
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
      if (next !== pace) await savePace(tx, port.name, next);
      if (answer !== undefined) await noteAnswer(tx, port.name, { answer, now });
      return result;
    });
  return {
    take: async (port, wanted) => {
      const { messagesPerSecond: perSecond } = port;
      if (perSecond === undefined && !(await hasRested(database, port.name))) {
        return { kind: "may-go", count: wanted, isTrying: false };
      }
      return change(port, (pace, nowMs) => {
        const taking = takeLeave(pace, { wanted, perSecond, nowMs });
        return { result: taking.leave, next: taking.pace };
      });
    },
    giveBack: async (port, { unused, isTrying }) => {
      if (unused === 0 || (port.messagesPerSecond === undefined && !isTrying)) return;
      await change(port, (pace, nowMs) => ({
        result: undefined,
        next: giveBackLeave(pace, { unused, isTrying, nowMs }),
      }));
    },
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

/** Whether it has failed too often since it last answered. Nothing is locked: most providers answer. */
async function hasRested({ sql }: Transaction, provider: string): Promise<boolean> {
  const rows = await sql`
    select from provider_pace where provider = ${provider} and rests_until is not null`;
  return rows.length > 0;
}

async function lockPace(
  { sql }: Transaction,
  provider: string,
  testNow: Date | undefined,
): Promise<{ readonly pace: Pace; readonly now: Date }> {
  await sql`
    insert into provider_pace (provider, full_at) values (${provider}, ${testNow ?? sql`clock_timestamp()`})
    on conflict do nothing`;
  const [row] = await sql<
    {
      full_at: Date;
      taken: number;
      failures: number;
      rests_until: Date | null;
      rest_ms: number;
      now: Date;
    }[]
  >`
    select full_at, taken, failures, rests_until, rest_ms, clock_timestamp() as now
    from provider_pace where provider = ${provider} for update`;
  const now = testNow ?? row?.now ?? new Date(0);
  if (row === undefined) return { pace: freshPace(now.getTime()), now };
  const pace = {
    fullAtMs: row.full_at.getTime(),
    taken: row.taken,
    failures: row.failures,
    restsUntilMs: row.rests_until?.getTime(),
    restMs: row.rest_ms,
  };
  return { pace, now };
}

async function savePace({ sql }: Transaction, provider: string, pace: Pace): Promise<void> {
  const { fullAtMs, taken, failures, restsUntilMs, restMs } = pace;
  await sql`
    update provider_pace set full_at = ${new Date(fullAtMs)}, taken = ${taken}, failures = ${failures},
      rests_until = ${restsUntilMs === undefined ? null : new Date(restsUntilMs)}, rest_ms = ${restMs}
    where provider = ${provider}`;
}

async function noteAnswer(
  { sql }: Transaction,
  provider: string,
  { answer, now }: { readonly answer: string; readonly now: Date },
): Promise<void> {
  await sql`
    update provider_pace set answered_at = ${now}, answer = ${answer},
      unheard_since = case when ${answer} = 'accepted' then coalesce(unheard_since, ${now}::timestamptz) else unheard_since end
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
