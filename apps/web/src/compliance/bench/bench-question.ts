import {
  instantAt,
  isLocalDate,
  localTime,
  zoneNamed,
  type Zone,
  type Zones,
} from "@fairflow/calendar";
import { ContactCase } from "@fairflow/compliance";
import type { endpoints, InputOf } from "@fairflow/contract";
import type { BenchAttempt, BenchForm, BenchState } from "./bench-form.ts";

export type BenchQuestion = InputOf<(typeof endpoints)["bench"]>["body"];

export type ReadBench =
  | { readonly kind: "ready"; readonly question: BenchQuestion }
  | { readonly kind: "faulty"; readonly problems: readonly string[] };

/**
 * The question that the form asks of the gate, or what keeps it from being asked.
 *
 * @param fallback the zone in which times are read where the form has none
 */
export function readBench(form: BenchForm, zones: Zones, fallback: string): ReadBench {
  const named = form.zones.filter((name) => name.trim() !== "");
  const unknown = named.filter((name) => zoneNamed(zones, name) === undefined);
  const zone = zoneNamed(zones, named[0] ?? fallback);
  if (unknown.length > 0 || zone === undefined) {
    const names = unknown.length > 0 ? unknown : [fallback];
    return { kind: "faulty", problems: names.map((name) => `No time zone is called “${name}”`) };
  }
  const at = instantOf(form.at, zone);
  if (at === undefined) return { kind: "faulty", problems: ["Say on which day and at what time"] };
  const unread = [
    ...form.history
      .filter((each) => instantOf(each.at, zone) === undefined)
      .map(() => "Say when each earlier contact was"),
    ...form.states
      .filter(({ state }) => state.trim() === "")
      .map(() => "Say which state each one is"),
    ...(form.channel === "" && form.step === "" ? ["Choose a channel, a legal step, or both"] : []),
  ];
  if (unread.length > 0) return { kind: "faulty", problems: [...new Set(unread)] };
  const parsed = ContactCase.safeParse(caseOf(form, named, zone));
  if (!parsed.success) {
    return { kind: "faulty", problems: parsed.error.issues.map(({ message }) => message) };
  }
  return {
    kind: "ready",
    question: {
      case: parsed.data,
      packs: form.packs,
      houseRules: form.houseRules,
      portfolioId: form.portfolioId,
      atMs: at.getTime(),
    },
  };
}

/** A date and time on the wall, `2026-11-24T08:30`, in a zone. */
function instantOf(text: string, zone: Zone): Date | undefined {
  const [date = "", time = ""] = text.split("T");
  const match = /^(\d{2}):(\d{2})/.exec(time);
  if (match === null || !isLocalDate(date)) return undefined;
  const [, hour, minute] = match;
  try {
    return instantAt(zone, date, Number(hour) * 60 + Number(minute));
  } catch {
    // Beyond the years of the zone table; the form says that the day is not readable.
    return undefined;
  }
}

export function wallTimeOf(instantMs: number, zone: Zone): string {
  const { date, minute } = localTime(zone, new Date(instantMs));
  return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function caseOf(form: BenchForm, zones: readonly string[], zone: Zone): unknown {
  return {
    zones,
    zoneSource: form.zoneSource,
    actor: form.actor,
    ...filled("subdivision", form.subdivision),
    ...filled("channel", form.channel),
    ...(form.channel === "" ? {} : { addressId: "address" }),
    purpose: form.purpose,
    ...filled("step", form.step),
    debts: form.debts.map(({ type, defaultSince }, index) => ({
      ...debtAt(index),
      ...filled("debtType", type),
      ...filled("inDefaultSince", defaultSince),
    })),
    states: form.states.map((each) => stateOf(each, form, zone)),
    history: form.history.map((each) => attemptOf(each, form, zone)),
    notices: form.notices
      .filter(({ noticeId }) => noticeId.trim() !== "")
      .map(({ noticeId, sent, delivered }) => ({
        noticeId: noticeId.trim(),
        ...filled("sent", sent),
        ...filled("delivered", delivered),
      })),
    ...(form.consent === "not-looked-up" ? {} : { consents: consentsOf(form) }),
  };
}

/** What was agreed for marketing is said so: a yes to anything else does not cover it. */
function consentsOf({ consent, channel, purpose }: BenchForm) {
  if (consent === "none") return [];
  return [{ ...filled("channel", channel), ...(purpose === "marketing" ? { purpose } : {}) }];
}

/** A state that belongs to a channel is taken to be about the one that is asked for. */
const OF_A_CHANNEL: ReadonlySet<string> = new Set(["opted_out"]);

function stateOf({ state, since, until }: BenchState, { channel }: BenchForm, zone: Zone) {
  return {
    state: state.trim(),
    ...filled("since", since),
    ...(until === "" ? {} : { until: instantOf(`${until}T00:00`, zone) }),
    ...(OF_A_CHANNEL.has(state.trim()) ? filled("channel", channel) : {}),
  };
}

function attemptOf(attempt: BenchAttempt, { debts }: BenchForm, zone: Zone) {
  const { at, channel, outcome, direction, purpose, debt } = attempt;
  const about = debts.map((_, index) => debtAt(index));
  const one = about[debt - 1];
  return {
    at: instantOf(at, zone),
    channel,
    outcome,
    direction,
    purpose,
    debts: one === undefined ? about : [one],
    addressId: "address",
  };
}

function debtAt(index: number) {
  return { debtId: `debt-${index + 1}`, accountId: `account-${index + 1}`, creditorId: "creditor" };
}

function filled(name: string, value: string): Readonly<Record<string, string>> {
  return value.trim() === "" ? {} : { [name]: value.trim() };
}
