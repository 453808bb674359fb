import { addDays, localTime, type LocalDate } from "@fairflow/calendar";
import { readClock, type Clock } from "@fairflow/db";
import type { DemoPerson } from "../people/person.ts";
import type { Acting } from "./acting.ts";
import { arrive } from "./arrive.ts";
import { beginDay, planFeed } from "./begin-day.ts";
import { dayFeed } from "./day-feed.ts";
import { feedDays } from "./demo-world.ts";
import { planPayments } from "./plan-payments.ts";
import { reactToMessage } from "./react-to-message.ts";
import { readMessages } from "./read-messages.ts";
import { beat } from "./resume-clock.ts";
import { readOpenTasks, takeUp } from "./work-at-desk.ts";

const ROUNDS_PER_BEAT = 4;

/** Told of ids and the fault, never of a person's data. */
export type OnFault = (what: string, id: string, fault: unknown) => void;

/** What one look at the world finds and does; whoever calls it says how often. */
export type Round = () => Promise<void>;

/** The demo's life as rounds, beginning with what people still mean to do. */
export async function demoRounds(acting: Acting, onFault: OnFault): Promise<Round> {
  const { database } = acting.facts;
  const debtors = await debtorsByAccount(acting);
  let day = begin(acting, await readClock(database));
  let seen: ReadonlySet<string> = new Set();
  let rounds = 0;
  return async () => {
    const clock = await readClock(database);
    const today = localTime(acting.demo.place.zone, clock.now).date;
    while (day < today) {
      const next = addDays(day, 1);
      await beginDay(acting, next);
      day = next;
    }
    if (rounds % ROUNDS_PER_BEAT === 0) await beat(database, clock);
    rounds += 1;
    seen = await notice(acting, { clock, debtors, seen });
    await actUntil(acting, clock.now.getTime(), onFault);
  };
}

/** Puts down what people still mean to do, as if nobody had ever stopped. @returns the last day that has begun */
function begin(acting: Acting, { now }: Clock): LocalDate {
  const { demo } = acting;
  const afterMs = now.getTime();
  const { zone } = demo.place;
  const today = localTime(zone, now).date;
  for (const { accounts } of demo.people) {
    for (const plan of accounts) planPayments(acting, plan, { charges: plan.charges, afterMs });
  }
  if (today <= demo.today) return today;
  // Whether today's feed was booked before the last stop nobody knows; booked twice it is booked once.
  const yesterday = addDays(today, -1);
  for (const day of feedDays(demo, yesterday)) {
    planFeed(acting, dayFeed({ ...demo, zone, day }), afterMs);
  }
  return yesterday;
}

/** Sees what is new: messages on somebody's phone, work on the desk. @returns what need not be looked at again */
async function notice(
  acting: Acting,
  of: {
    readonly clock: Clock;
    readonly debtors: ReadonlyMap<string, DemoPerson>;
    readonly seen: ReadonlySet<string>;
  },
): Promise<ReadonlySet<string>> {
  const { database } = acting.facts;
  const { clock, debtors, seen } = of;
  const [messages, tasks] = await Promise.all([
    readMessages(database, clock.realNow),
    readOpenTasks(database),
  ]);
  for (const message of messages) {
    if (seen.has(message.id)) continue;
    arrive(acting, message);
    const person = debtors.get(message.debtorId);
    if (person !== undefined) reactToMessage(acting, person, message);
  }
  for (const task of tasks) if (!seen.has(task.id)) takeUp(acting, task, clock.now);
  return new Set([...messages, ...tasks].map(({ id }) => id));
}

async function actUntil({ agenda }: Acting, nowMs: number, onFault: OnFault): Promise<void> {
  for (let next = agenda.take(nowMs); next !== undefined; next = agenda.take(nowMs)) {
    try {
      await next.act.act();
    } catch (fault) {
      onFault("demo", next.act.of, fault);
    }
  }
}

/** The people by the ids of their debtors, whom their first accounts name. */
async function debtorsByAccount({ facts, demo }: Acting): Promise<ReadonlyMap<string, DemoPerson>> {
  const people = new Map<string, DemoPerson>();
  for (const person of demo.people) {
    const [first] = person.accounts;
    if (first !== undefined) people.set(first.reference, person);
  }
  const rows = await facts.database.sql<{ reference: string; debtor_id: string }[]>`
    select reference, debtor_id from account where portfolio_id = ${demo.portfolioId}`;
  return new Map(
    rows.flatMap(({ reference, debtor_id: debtorId }) => {
      const person = people.get(reference);
      return person === undefined ? [] : [[debtorId, person] as const];
    }),
  );
}
