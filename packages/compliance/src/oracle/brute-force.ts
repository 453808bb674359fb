import type { LocalDate } from "@fairflow/calendar";
import type { CaseAttempt, CaseState, ContactCase } from "../contact-case.ts";
import type { Duration } from "../rule.ts";
import type { RulePack, Rules } from "../rule-pack.ts";
import { wallClock } from "./wall-clock.ts";

/**
 * A second reading of the packs, for tests: it walks from instant to instant and asks each rule in turn, as its text
 * says and without a thought for speed. It shares no code with the gate and takes its time from Intl, so that the two
 * agree only if both are right. Steps are a quarter of an hour: cases put all
 * their edges on them.
 */
export const STEP_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

export interface BruteForceAnswer {
  /** The rules that refuse at the instant asked about. */
  readonly rules: readonly string[];
  readonly warnings: readonly string[];
  readonly withoutFee: readonly string[];
  /** The first instant at which none does, or `undefined` where there is none within the horizon. */
  readonly allowedAt: number | undefined;
}

export interface World {
  readonly pack: RulePack;
  /** The public holidays of the case's place, overlays included. */
  readonly holidays: ReadonlySet<string>;
  readonly contactCase: ContactCase;
}

interface Moment extends World {
  readonly zone: string;
  readonly instant: number;
}

/** The rules that speak of a case on one day, looked for once a day. */
interface Speaking {
  readonly holds: NonNullable<Rules["holds"]>;
  readonly gates: NonNullable<Rules["stepGates"]>;
  readonly windows: NonNullable<Rules["contactWindows"]>;
  readonly rests: NonNullable<Rules["coolDowns"]>;
  readonly caps: NonNullable<Rules["frequencyCaps"]>;
}

export function bruteForce(world: World, now: number, horizon: number): BruteForceAnswer {
  const days = new Map<string, Speaking>();
  const atNow = judge(world, now, days);
  for (let instant = now; instant <= horizon; instant += STEP_MS) {
    const { rules } = instant === now ? atNow : judge(world, instant, days);
    if (rules.length === 0) return { ...atNow, allowedAt: instant };
  }
  return { ...atNow, allowedAt: undefined };
}

function judge(world: World, instant: number, days: Map<string, Speaking>) {
  const rules = new Set<string>();
  const warnings = new Set<string>();
  const withoutFee = new Set<string>();
  const zones =
    world.contactCase.zones.length > 0
      ? world.contactCase.zones
      : (world.pack.timezone.countryZones ?? []);
  for (const zone of zones) {
    const moment: Moment = { ...world, zone, instant };
    const today = `${zone} ${wallClock(zone, instant).date}`;
    const speaking = days.get(today) ?? speakingAt(moment);
    days.set(today, speaking);
    for (const { id, severity } of refusing(speaking, moment)) {
      if (severity === "block") rules.add(id);
      if (severity === "warn") warnings.add(id);
    }
    for (const cap of speaking.caps) {
      if (world.contactCase.channel === undefined || !isAboveCap(cap, moment)) continue;
      if (cap.effectOnExceed === "allow_no_fee") withoutFee.add(cap.id);
      else if (cap.severity === "block") rules.add(cap.id);
      else warnings.add(cap.id);
    }
  }
  return { rules: [...rules], warnings: [...warnings], withoutFee: [...withoutFee] };
}

function refusing(speaking: Speaking, moment: Moment) {
  const held = speaking.holds.filter((rule) => isHeld(rule, moment));
  const gated = speaking.gates.filter((rule) => isGated(rule, moment));
  if (moment.contactCase.channel === undefined) return [...held, ...gated];
  const shut = speaking.windows.filter((rule) => isShut(rule, moment));
  const resting = speaking.rests.filter((rule) => isResting(rule, moment));
  return [...held, ...gated, ...shut, ...resting];
}

function speakingAt(moment: Moment): Speaking {
  const { rules } = moment.pack;
  return {
    holds: matching(rules.holds, moment),
    gates: matching(rules.stepGates, moment),
    windows: matching(rules.contactWindows, moment),
    rests: matching(rules.coolDowns, moment),
    caps: matching(rules.frequencyCaps, moment),
  };
}

function matching<Rule extends NonNullable<Rules[keyof Rules]>[number]>(
  rules: readonly Rule[] | undefined,
  moment: Moment,
): Rule[] {
  const { contactCase, zone, instant } = moment;
  const today = contactCase.lawAsOf ?? wallClock(zone, instant).date;
  const profiles = contactCase.profiles ?? ["statutory", "recommended"];
  return (rules ?? []).filter((rule) => {
    const scope = rule.appliesTo ?? {};
    if (rule.effective && today < rule.effective.from) return false;
    if (rule.effective?.to && today >= rule.effective.to) return false;
    if (scope.channels && !scope.channels.some((one) => one === contactCase.channel)) return false;
    if (scope.purposes && !scope.purposes.includes(contactCase.purpose)) return false;
    if (
      scope.debtTypes &&
      !contactCase.debts.some(({ debtType }) => scope.debtTypes?.includes(debtType ?? ""))
    ) {
      return false;
    }
    if (scope.subdivisions && !scope.subdivisions.includes(contactCase.subdivision ?? "")) {
      return false;
    }
    if (!scope.actors || scope.actors.includes(contactCase.actor)) {
      return profiles.includes(rule.profile);
    }
    return (
      (scope.recommendedForActors?.includes(contactCase.actor) ?? false) &&
      profiles.includes("recommended")
    );
  });
}

function isShut(rule: NonNullable<Rules["contactWindows"]>[number], moment: Moment): boolean {
  const { date, minute, weekday } = wallClock(moment.zone, moment.instant);
  let intervals = rule.week[weekday];
  if (moment.holidays.has(date) && rule.holiday !== "as_weekday") {
    if (rule.holiday === "closed") return true;
    intervals = rule.holiday === "as_sunday" ? rule.week.sun : rule.holiday;
  }
  const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return !intervals.some(([start, end]) => start <= time && time < end);
}

function isAboveCap(rule: NonNullable<Rules["frequencyCaps"]>[number], moment: Moment): boolean {
  const { zone, instant, contactCase } = moment;
  const today = wallClock(zone, instant).date;
  const counted = contactCase.history.filter((attempt) => {
    const pending = attempt.outcome === "planned" || attempt.outcome === "in_doubt";
    if (!rule.count.channels.includes(attempt.channel)) return false;
    if (!pending && !rule.count.outcomes.some((one) => one === attempt.outcome)) return false;
    if (rule.count.direction !== "both" && rule.count.direction !== attempt.direction) return false;
    if (isExcluded(attempt, rule.count.exclude ?? [])) return false;
    if (!isSameSubject(attempt, rule.scope, contactCase)) return false;
    const at = attempt.at.getTime();
    const date = wallClock(zone, at).date;
    switch (rule.window.kind) {
      case "rolling_hours":
        return at <= instant && at > instant - rule.window.length * 3_600_000;
      case "rolling_calendar_days":
        return date <= today && date >= plusDays(today, 1 - rule.window.length);
      case "calendar_month":
        return date <= today && date.slice(0, 7) === today.slice(0, 7);
      case "calendar_week": {
        let monday = today;
        while (weekdayOf(monday) !== (rule.window.weekStart ?? "mon"))
          monday = plusDays(monday, -1);
        return date <= today && date >= monday;
      }
    }
  });
  return counted.length + 1 > rule.limit;
}

function isResting(rule: NonNullable<Rules["coolDowns"]>[number], moment: Moment): boolean {
  const { contactCase, instant } = moment;
  return contactCase.history.some((attempt) => {
    if (!rule.trigger.channels.includes(attempt.channel)) return false;
    if (!rule.trigger.outcomes.some((one) => one === attempt.outcome)) return false;
    if (rule.trigger.direction !== "both" && rule.trigger.direction !== attempt.direction)
      return false;
    if (isExcluded(attempt, rule.exclude ?? [])) return false;
    if (!isSameSubject(attempt, rule.scope, contactCase)) return false;
    return attempt.at.getTime() <= instant && !hasPassed(rule.duration, attempt.at, moment);
  });
}

function isHeld(rule: NonNullable<Rules["holds"]>[number], moment: Moment): boolean {
  const { contactCase } = moment;
  const allowed = rule.allowsPurposes.includes(contactCase.purpose);
  if (allowed && !rule.blocksSteps?.includes(contactCase.step ?? "")) return false;
  return contactCase.states.some((state) => {
    if (![rule.state].flat().includes(state.state) || !isOn(state, moment)) return false;
    if (rule.scope === "channel" && contactCase.channel === undefined) return false;
    if (rule.scope === "debt" && !isOfCase(state, contactCase)) return false;
    const { kind, duration } = rule.end;
    if (kind === "event" || duration === undefined || state.since === undefined) return true;
    return !hasPassed(duration, state.since, moment);
  });
}

function isGated(rule: NonNullable<Rules["stepGates"]>[number], moment: Moment): boolean {
  const { contactCase } = moment;
  if (contactCase.step !== rule.step) return false;
  return rule.requires.some((requirement) => {
    switch (requirement.kind) {
      case "state_absent":
        return isInState(requirement.state, moment);
      case "state_present":
        return !isInState(requirement.state, moment);
      case "in_default_for":
        return contactCase.debts.some(
          ({ inDefaultSince }) =>
            inDefaultSince === undefined ||
            !hasPassed(requirement.duration, inDefaultSince, moment),
        );
      case "notice_elapsed":
        return !contactCase.notices.some((notice) => {
          const { countFrom = "sent" } = requirement;
          const from = countFrom === "assumed_receipt" ? undefined : notice[countFrom];
          return (
            notice.noticeId === requirement.noticeId &&
            from !== undefined &&
            hasPassed(requirement.duration, from, moment)
          );
        });
    }
  });
}

function isInState(name: string, moment: Moment): boolean {
  const { contactCase, pack } = moment;
  const scopes = (pack.rules.holds ?? [])
    .filter(({ state }) => [state].flat().includes(name))
    .map(({ scope }) => scope);
  const ofSingleDebts = scopes.length > 0 && !scopes.some((scope) => scope !== "debt");
  return contactCase.states.some(
    (state) =>
      state.state === name &&
      isOn(state, moment) &&
      (!ofSingleDebts || isOfCase(state, contactCase)),
  );
}

function isOn(state: CaseState, { instant, zone }: Moment): boolean {
  const { since, until } = state;
  if (until !== undefined && instant >= until.getTime()) return false;
  if (since === undefined) return true;
  return typeof since === "string"
    ? wallClock(zone, instant).date >= since
    : instant >= since.getTime();
}

function isOfCase(state: CaseState, contactCase: ContactCase): boolean {
  return (
    state.debtId === undefined || contactCase.debts.some(({ debtId }) => debtId === state.debtId)
  );
}

/** Counts the days of the period one by one. */
function hasPassed(duration: Duration, event: Date | LocalDate, moment: Moment): boolean {
  const { zone, instant, pack, holidays } = moment;
  if (duration.unit === "hour" || duration.unit === "minute") {
    const from = typeof event === "string" ? Number.NaN : event.getTime();
    return instant >= from + duration.value * (duration.unit === "hour" ? 3_600_000 : 60_000);
  }
  const eventDate = typeof event === "string" ? event : wallClock(zone, event.getTime()).date;
  const today = wallClock(zone, instant).date;
  if (duration.value === 0) return today >= eventDate;
  let date = duration.dayOneIs === "event_date" ? plusDays(eventDate, -1) : eventDate;
  for (let counted = 0; counted < duration.value;) {
    date = plusDays(date, 1);
    const isFree = pack.calendar.weekend.includes(weekdayOf(date)) || holidays.has(date);
    if (duration.unit === "calendar_day" || !isFree) counted += 1;
  }
  return duration.opens === "on_last_day" ? today >= date : today > date;
}

function isExcluded(attempt: CaseAttempt, exclusions: readonly string[]): boolean {
  return exclusions.some(
    (exclusion) =>
      attempt.marks?.some((mark) => mark === exclusion) ||
      (exclusion === "statutory_notice" && attempt.purpose === "statutory_notice") ||
      (exclusion === "consumer_requested" && attempt.purpose === "reply_to_consumer"),
  );
}

function isSameSubject(attempt: CaseAttempt, scope: string, contactCase: ContactCase): boolean {
  const [debt] = contactCase.debts;
  const [other] = attempt.debts;
  if (scope === "debt") return debt?.debtId === other?.debtId;
  if (scope === "account") return debt?.accountId === other?.accountId;
  return true;
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function weekdayOf(date: string) {
  const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
  return days[new Date(`${date}T00:00Z`).getUTCDay()] ?? "sun";
}
