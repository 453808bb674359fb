import type { Zone } from "@fairflow/calendar";
import type { CompiledPack } from "../compile-pack.ts";
import type { ContactCase } from "../contact-case.ts";
import { permit } from "../permit.ts";
import type { Verdict } from "../verdict.ts";
import { paragraph } from "../words/list-words.ts";
import { untilWords } from "../words/verdict-words.ts";
import type { Counterfactual, Supposition } from "./counterfactual.ts";
import { explain, zoneToTellIn } from "./explain.ts";
import type { Refused } from "./refused.ts";
import { consentRecorded, fewerContacts, noticesGiven, otherWays } from "./suppose.ts";
import { evidenceRecorded, holdsEnded, whatIsOwed } from "./suppose-holds.ts";

/**
 * What would bring a better answer than the one that was given: each supposition is put to the gate, and only those that
 * it answers better are told. Nothing for what is allowed, and for what the gate cannot judge.
 *
 * It never proposes to send the same message under another purpose.
 *
 * @param options.others the same attempt by other channels or to other addresses, with all that is known of those;
 *   without it they are made from the case, which must then hold the opt-outs of every channel
 */
export function whatWouldChange(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
  now: Date,
  options: { readonly others?: readonly ContactCase[] } = {},
): readonly Counterfactual[] {
  const { verdict, rules } = explain(packs, contactCase, now);
  const zone = zoneToTellIn(packs, contactCase);
  if (verdict.kind === "allowed" || zone === undefined || rules.length === 0) return [];
  const refusing = rules.filter(
    ({ stance }) => stance.kind === "refuses_until" || stance.kind === "refuses_until_event",
  );
  const refused: Refused = { packs, contactCase, now, zone, refusing };
  const suppositions = [
    ...waiting(verdict, refused),
    ...otherWays(refused, options.others),
    ...holdsEnded(refused),
    ...evidenceRecorded(refused),
    ...fewerContacts(refused),
    ...consentRecorded(refused),
    ...noticesGiven(refused),
    ...whatIsOwed(refused),
  ];
  const before = opensAt(verdict);
  const better = suppositions.flatMap((supposition) => {
    const answer = permit(packs, supposition.contactCase, supposition.at);
    const isBetter = supposition.change.kind === "wait" || opensAt(answer) < before;
    return isBetter ? [told(supposition, answer, zone)] : [];
  });
  return withoutNeedless(better);
}

function waiting(verdict: Verdict, { contactCase, zone }: Refused): readonly Supposition[] {
  if (verdict.kind !== "deferred") return [];
  const { until } = verdict;
  return [
    {
      change: { kind: "wait", until },
      supposing: `From ${untilWords(until, zone)} on`,
      contactCase,
      at: until,
    },
  ];
}

function told(
  { change, supposing, contactCase, at }: Supposition,
  verdict: Verdict,
  zone: Zone,
): Counterfactual {
  return {
    change,
    sentence: paragraph([`${supposing}: ${answerWords(verdict, zone)}`]),
    contactCase,
    at,
    verdict,
  };
}

function answerWords(verdict: Verdict, zone: Zone): string {
  switch (verdict.kind) {
    case "allowed":
      return "allowed";
    case "deferred":
      return `allowed from ${untilWords(verdict.until, zone)} on`;
    case "forbidden":
      return "not allowed";
  }
}

/** ms since 1970: the past for what is allowed, Infinity for what no instant opens. */
function opensAt(verdict: Verdict): number {
  switch (verdict.kind) {
    case "allowed":
      return Number.NEGATIVE_INFINITY;
    case "deferred":
      return verdict.until.getTime();
    case "forbidden":
      return Number.POSITIVE_INFINITY;
  }
}

/** All holds together are worth telling only where no single one is enough for as good an answer. */
function withoutNeedless(found: readonly Counterfactual[]): readonly Counterfactual[] {
  const single = found.filter(
    ({ change }) => change.kind === "hold_ended" && change.states.length === 1,
  );
  return found.filter(
    ({ change, verdict }) =>
      change.kind !== "hold_ended" ||
      change.states.length === 1 ||
      single.every((one) => opensAt(one.verdict) > opensAt(verdict)),
  );
}
