import { epochDayAt, nextOffsetChange, offsetAt } from "@fairflow/calendar";
import { readAttempt, zonesIn } from "./attempt.ts";
import type { CompiledPack } from "./compile-pack.ts";
import { calendarOf } from "./compile-pack.ts";
import type { ContactCase } from "./contact-case.ts";
import { windowCloses } from "./contact-window.ts";
import { speaks } from "./permit.ts";

const NO_DEBTS = [] as const;

/**
 * Until when an attempt that is allowed now stays within the hours that allow it: the end of the earliest window, in
 * whichever of the debtor's zones it ends first. Whoever keeps a message for later must drop it then.
 *
 * @returns undefined where no hours are set
 */
export function allowedUntil(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
  now: Date,
): Date | undefined {
  const at = now.getTime();
  const { applicability, history, lawDay } = readAttempt(contactCase);
  let until = Number.POSITIVE_INFINITY;
  for (const pack of packs) {
    const zones = zonesIn(pack, contactCase);
    if (typeof zones === "string") return now;
    const calendar = calendarOf(pack, contactCase.subdivision);
    for (const zone of zones) {
      const day = epochDayAt(zone, at);
      const about = { contactCase, applicability, history, pack, calendar, zone, at, day };
      const question = { ...about, oldDebts: NO_DEBTS };
      for (const window of pack.windows) {
        if (window.severity === "info" || !speaks(window, question, lawDay ?? day)) continue;
        const offset = offsetAt(zone, at);
        const closes = windowCloses(window, calendar, at + offset) - offset;
        // Where the wall clock is put on or back before that, the earlier instant is the safe one.
        until = Math.min(until, closes, Math.max(at, nextOffsetChange(zone, at)));
      }
    }
  }
  return Number.isFinite(until) ? new Date(until) : undefined;
}
