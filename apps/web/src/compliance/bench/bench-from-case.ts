import { localTime, zoneNamed, type Zone, type Zones } from "@fairflow/calendar";
import type { ContactCase } from "@fairflow/compliance";
import type { BenchForm } from "./bench-form.ts";
import { wallTimeOf } from "./bench-question.ts";

export interface RecordedCase {
  readonly contactCase: ContactCase;
  readonly atMs: number;
  /** `id@version` of the packs that were asked. */
  readonly packs: readonly string[];
}

const MAX_ROWS = 60;
/** What is asked in every case, or belongs to the house, is no choice of the bench. */
const NOT_CHOSEN = /^(?:stop-facts|house)/;

/**
 * A case that was recorded, filled into the bench to try what would have been otherwise; debts lose their own ids, and
 * of a long history the newest contacts stay. Undefined where no zone of the case is known.
 */
export function benchFromCase(recorded: RecordedCase, zones: Zones): BenchForm | undefined {
  const { contactCase, atMs, packs } = recorded;
  const { channel, step, subdivision, consents } = contactCase;
  const zone = zoneNamed(zones, contactCase.zones[0] ?? "");
  if (zone === undefined) return undefined;
  const day = (at: Date | string | undefined) => dayOf(at, zone);
  const debtIds = contactCase.debts.map(({ debtId }) => debtId);
  return {
    at: wallTimeOf(atMs, zone),
    zones: [...contactCase.zones],
    zoneSource: contactCase.zoneSource ?? "consumer_stated",
    actor: contactCase.actor,
    subdivision: subdivision ?? "",
    channel: channel ?? "",
    purpose: contactCase.purpose,
    step: step ?? "",
    consent: consents === undefined ? "not-looked-up" : consents.length === 0 ? "none" : "given",
    debts: contactCase.debts.slice(0, MAX_ROWS).map(({ debtType, inDefaultSince }) => ({
      type: debtType ?? "",
      defaultSince: day(inDefaultSince),
    })),
    states: contactCase.states.slice(0, MAX_ROWS).map(({ state, since, until }) => ({
      state,
      since: day(since),
      until: day(until),
    })),
    history: contactCase.history
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, MAX_ROWS)
      .map(({ at, debts, ...attempt }) => ({
        at: wallTimeOf(at.getTime(), zone),
        channel: attempt.channel,
        outcome: attempt.outcome,
        direction: attempt.direction,
        purpose: attempt.purpose,
        debt: debts.length === 1 ? debtIds.indexOf(debts[0]?.debtId ?? "") + 1 : 0,
      })),
    notices: contactCase.notices.slice(0, MAX_ROWS).map(({ noticeId, sent, delivered }) => ({
      noticeId,
      sent: day(sent),
      delivered: day(delivered),
    })),
    packs: packs.map((pack) => pack.split("@")[0] ?? pack).filter((id) => !NOT_CHOSEN.test(id)),
    houseRules: true,
    portfolioId: null,
  };
}

function dayOf(at: Date | string | undefined, zone: Zone): string {
  if (at === undefined) return "";
  return typeof at === "string" ? at : localTime(zone, at).date;
}
