import type { CaseAttempt } from "../contact-case.ts";
import { Channel, Exclusion, Outcome, Purpose } from "../vocabulary.ts";
import { instantNear, randomBreath, randomMinute } from "./random-instant.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { DecidingRule } from "./speaking-rules.ts";
import { plusDays, type Clocks } from "./wall-clock.ts";

interface Around {
  readonly random: SeededRandom;
  readonly clocks: Clocks;
  readonly zone: string;
  readonly now: number;
}

/** What a rule looks for among earlier attempts. */
interface Looked {
  readonly channels: readonly Channel[];
  readonly outcomes: readonly Outcome[];
  readonly direction: "outbound" | "inbound" | "both";
}

/** Earlier attempts: about as many as a cap allows, on the days and at the hours at which they enter and leave its count. */
export function randomHistory(rule: DecidingRule, around: Around): CaseAttempt[] {
  const { random } = around;
  if ("limit" in rule && random.chance(90)) {
    const { length, kind } = rule.window;
    const days = {
      rolling_calendar_days: 1,
      rolling_hours: 1 / 24,
      calendar_week: 7,
      calendar_month: 31,
    };
    const count = Math.max(0, rule.limit + random.pick([-1, 0, 0, 1, 2]));
    const sinceMonthBegan = Number(around.clocks(around.zone, around.now).date.slice(8));
    const reach =
      kind === "calendar_month" && random.chance(60)
        ? sinceMonthBegan
        : Math.ceil(length * days[kind]);
    return made(count, rule.count, { reach, hours: kind === "rolling_hours" ? length : 0 }, around);
  }
  if ("trigger" in rule && random.chance(90)) {
    const { value, unit } = rule.duration;
    const isTime = unit === "hour" || unit === "minute";
    const hours = unit === "hour" ? value : unit === "minute" ? value / 60 : 0;
    const reach = isTime ? Math.ceil(hours / 24) : unit === "business_day" ? value + 3 : value;
    return made(1 + random.whole(2), rule.trigger, { reach, hours }, around);
  }
  const count = random.chance(50) ? 0 : random.whole(14);
  return made(count, undefined, { reach: 12, hours: 24 }, around);
}

/** How far back attempts lie: within so many days, and about so many hours ago. */
interface Far {
  readonly reach: number;
  readonly hours: number;
}

/** Most cases have attempts that count but for one, so that the count stands on its edge; the others have any. */
function made(count: number, looked: Looked | undefined, far: Far, around: Around): CaseAttempt[] {
  const { random } = around;
  const isClose = looked !== undefined && random.chance(70);
  const odd = isClose && random.chance(60) ? random.whole(count) : undefined;
  return Array.from({ length: count }, (_, index) =>
    isClose && index !== odd
      ? closeAttempt(looked, far, around)
      : anyAttempt(random.chance(80) ? looked : undefined, far, around),
  );
}

/** An attempt that the rule counts, mostly about the debt of the case. */
function closeAttempt(looked: Looked, { reach, hours }: Far, around: Around): CaseAttempt {
  const { random, clocks, zone, now } = around;
  const ago = random.chance(50) ? reach - 1 : random.whole(Math.max(1, reach));
  const date = plusDays(clocks(zone, now).date, -Math.max(0, ago));
  const at =
    hours > 0
      ? now - random.whole(hours * 3_600) * 1_000
      : instantNear(clocks, zone, { date, minute: randomMinute(random, [0, 1_439]) });
  const { direction } = looked;
  return {
    at: new Date(at),
    channel: random.pick(orAny(looked.channels, Channel.options)),
    outcome: random.chance(10)
      ? random.pick(["planned", "in_doubt"] as const)
      : random.pick(orAny(looked.outcomes, Outcome.options)),
    direction: direction === "both" ? random.pick(["outbound", "inbound"] as const) : direction,
    purpose: "collection",
    debts: [{ debtId: "D1", accountId: "A1" }],
    addressId: random.pick(["address-1", undefined]),
  };
}

function anyAttempt(looked: Looked | undefined, far: Far, around: Around): CaseAttempt {
  const { random } = around;
  return {
    at: new Date(anyMoment(far, around)),
    channel: random.pick(orAny(looked?.channels, Channel.options)),
    outcome: random.pick([...orAny(looked?.outcomes, Outcome.options), "planned", "in_doubt"]),
    direction: random.pick(["outbound", "outbound", "inbound"]),
    purpose: random.chance(60) ? "collection" : random.pick(Purpose.options),
    debts: random.chance(5) ? [] : [randomDebt(random)],
    addressId: random.pick(["address-1", "address-1", "address-2", undefined]),
    marks: random.chance(70) ? [] : [random.pick(Exclusion.options)],
  };
}

function anyMoment({ reach, hours }: Far, around: Around): number {
  const { random, clocks, zone, now } = around;
  if (hours > 0 && random.chance(50)) {
    const near = random.pick([-60_000, -1, 0, 1, 60_000, 3_600_000]);
    return Math.round(now - hours * 3_600_000) + near;
  }
  if (random.chance(6)) return now + random.whole(2 * 86_400_000);
  const ago = random.chance(55)
    ? random.pick([0, 1, reach - 2, reach - 1, reach - 1, reach, reach + 1])
    : random.whole(reach + 2);
  const date = plusDays(clocks(zone, now).date, -ago);
  const minute = randomMinute(random, [0, 1_439]);
  return instantNear(clocks, zone, { date, minute }) + randomBreath(random);
}

function orAny<Word>(looked: readonly Word[] | undefined, all: readonly Word[]): readonly Word[] {
  return looked !== undefined && looked.length > 0 ? looked : all;
}

function randomDebt(random: SeededRandom): CaseAttempt["debts"][number] {
  const creditorId = random.pick([undefined, "C1", "C2"]);
  return random.pick([
    { debtId: "D1", accountId: "A1", creditorId },
    { debtId: "D1", accountId: "A1", creditorId },
    { debtId: "D2", accountId: "A2", creditorId },
    { debtId: "D3", accountId: "A1", creditorId },
  ]);
}
