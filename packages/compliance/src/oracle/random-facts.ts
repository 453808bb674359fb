import type { CaseConsent, CaseDebt, CaseNotice, CaseState, ContactCase } from "../contact-case.ts";
import type { Duration } from "../rule.ts";
import { Channel } from "../vocabulary.ts";
import { localDate, randomBreath } from "./random-instant.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { DecidingRule } from "./speaking-rules.ts";
import { plusDays, plusMonths, type Clocks } from "./wall-clock.ts";

interface Around {
  readonly random: SeededRandom;
  readonly clocks: Clocks;
  readonly zone: string;
  readonly now: number;
}

type Facts = Pick<ContactCase, "states" | "notices" | "consents"> & {
  /** What is known of each debt of the case. */
  readonly debt: Partial<CaseDebt>;
};

/** States, notices and consents about a rule: in time, on the day, a day too early, missing, of another debt. */
export function randomFacts(
  rule: DecidingRule,
  known: { readonly states: readonly string[] },
  around: Around,
): Facts {
  const { random } = around;
  const requires = "requires" in rule && Array.isArray(rule.requires) ? rule.requires : [];
  const states: CaseState[] = [];
  const add = (name: string, duration?: Duration) =>
    states.push(randomState(name, duration, around));
  const notices: CaseNotice[] = [];
  if ("state" in rule && random.chance(95)) {
    add(random.pick([rule.state].flat()), rule.end.duration);
    for (const required of rule.resumeRequires ?? []) {
      if (random.chance(50)) proveEnd(required, { states, notices }, around);
    }
  } else if (random.chance(10)) add(random.pick(known.states));
  let inDefaultSince = random.chance(50) ? daysBefore(300, around) : undefined;
  for (const requirement of requires) {
    if (requirement.kind === "state_absent" && random.chance(12)) add(requirement.state);
    // Nobody records a state that begins later, and no gate looks ahead for one.
    if (requirement.kind === "state_present" && random.chance(85)) {
      states.push({ ...randomState(requirement.state, undefined, around), since: undefined });
    }
    if (requirement.kind === "in_default_for" && random.chance(95)) {
      inDefaultSince = edgeOf(requirement.duration, around);
    }
    if (requirement.kind === "notice_elapsed" && random.chance(93)) {
      const { noticeId, countFrom = "sent", duration } = requirement;
      const dayName = countFrom === "assumed_receipt" ? "sent" : countFrom;
      const other = random.pick(["sent", "delivered", "served"] as const);
      notices.push({
        noticeId,
        debtId: random.pick([undefined, undefined, "D1", "D2"]),
        [random.chance(90) ? dayName : other]: edgeOf(
          duration,
          around,
          countFrom === "assumed_receipt" ? 7 : 0,
        ),
      });
    }
  }
  const dates = "period" in rule && random.chance(95) ? agesOf(rule.period, around) : {};
  return {
    states,
    notices,
    consents: randomConsents(rule, random),
    debt: { inDefaultSince, ...dates },
  };
}

/** Puts on record that what a hold waits for has been done: with the state, or as a notice. */
function proveEnd(
  required: string,
  { states, notices }: { readonly states: CaseState[]; readonly notices: CaseNotice[] },
  around: Around,
): void {
  const { random, clocks, zone, now } = around;
  const [state] = states;
  if (random.chance(50) && state !== undefined) {
    states[0] = { ...state, evidence: [...(state.evidence ?? []), required] };
    return;
  }
  const today = clocks(zone, now).date;
  // What lies ahead, in any zone, is no proof, and no gate looks ahead for one.
  const day = random.chance(50)
    ? localDate(plusDays(today, -2 - random.whole(15)))
    : new Date(now - random.whole(16) * 86_400_000);
  const debtId = random.pick([undefined, "D1", "D2"]);
  notices.push({ noticeId: required, debtId, [random.pick(["sent", "served"] as const)]: day });
}

/** Dates from which a debt is just too old, or just not. */
function agesOf(period: Duration, around: Around): Partial<CaseDebt> {
  const { random, clocks, zone, now } = around;
  const years = period.unit === "year" ? period.value : 0;
  const today = clocks(zone, now).date;
  const edge = () =>
    localDate(plusDays(plusMonths(today, -12 * years), random.pick([-2, -1, -1, 0, 0, 1, 300])));
  const maybe = (percent: number) => (random.chance(percent) ? edge() : undefined);
  return {
    dueOn: maybe(85),
    lastAcknowledgedOn: maybe(20),
    lastPaidOn: maybe(20),
    claimServedOn: maybe(10),
  };
}

function randomState(name: string, duration: Duration | undefined, around: Around): CaseState {
  const { random, now } = around;
  const since = random.chance(15)
    ? undefined
    : duration === undefined
      ? daysBefore(random.whole(20) - 3, around)
      : edgeOf(duration, around);
  return {
    state: name,
    since,
    until: random.chance(15) ? new Date(now + (random.whole(200) - 50) * 3_600_000) : undefined,
    debtId: random.pick([undefined, undefined, "D1", "D1", "D2"]),
    channel: random.chance(45) ? undefined : random.pick(Channel.options.slice(0, 6)),
    addressId: random.pick([undefined, undefined, "address-1", "address-2"]),
  };
}

/** An event such that the period from it ends about now. */
function edgeOf(duration: Duration, around: Around, more = 0): CaseState["since"] {
  const { random, clocks, zone, now } = around;
  const { value, unit } = duration;
  const drift = random.pick([-3, -1, -1, 0, 0, 0, 1, 1, 2]);
  const months = unit === "year" ? value * 12 : unit === "month" ? value : 0;
  if (months > 0) {
    const from = plusDays(plusMonths(clocks(zone, now).date, -months), -drift);
    return around.random.chance(60) ? localDate(from) : new Date(`${from}T12:00Z`);
  }
  const days = unit === "business_day" ? Math.round(value * 1.4) : value;
  return daysBefore(days + more + drift, around);
}

function daysBefore(days: number, { random, clocks, zone, now }: Around): CaseState["since"] {
  if (random.chance(60)) return localDate(plusDays(clocks(zone, now).date, -days));
  return new Date(now - days * 86_400_000 + randomBreath(random));
}

function randomConsents(rule: DecidingRule, random: SeededRandom): CaseConsent[] | undefined {
  const isWanted = "requires" in rule && typeof rule.requires === "string";
  if (random.chance(isWanted ? 15 : 40)) return undefined;
  const general: CaseConsent[] = [{}, { purpose: "marketing" }];
  if (!isWanted) return random.chance(85) ? general : [];
  return Array.from({ length: random.whole(3) }, () => ({
    rule: random.pick([undefined, undefined, rule.id, "another.rule"]),
    channel: random.pick([undefined, undefined, "sms" as const, "email" as const]),
    addressId: random.pick([undefined, undefined, "address-1", "address-2"]),
    purpose: random.pick([undefined, "marketing" as const, "collection" as const]),
  }));
}
