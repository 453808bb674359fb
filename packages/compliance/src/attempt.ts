import { zoneNamed, type Zone } from "@fairflow/calendar";
import { ACTOR_BITS, CHANNEL_BITS, PURPOSE_BITS, type Applicability } from "./bound-rule.ts";
import { trustedZones } from "./choose-zones.ts";
import type { CompiledPack } from "./compile-pack.ts";
import type { ContactCase } from "./contact-case.ts";
import { dayOf } from "./duration.ts";
import { readHistory, type History } from "./history.ts";
import { hasDates } from "./time-bar.ts";
import { UnreadableCaseError } from "./unreadable-case.ts";
import type { Refusal } from "./verdict.ts";

/** A case read once for all rules. */
export interface Attempt {
  readonly contactCase: ContactCase;
  readonly applicability: Applicability;
  readonly history: History;
  /** The day at which effective dates are read; undefined: the day that is asked about. */
  readonly lawDay: number | undefined;
  /** Whether any debt has a date from which its age can be computed. */
  readonly hasDates: boolean;
}

/** @throws UnreadableCaseError for what the gate does not understand */
export function readAttempt(contactCase: ContactCase): Attempt {
  const { channel, step, profiles, debts, subdivision, lawAsOf } = contactCase;
  const channelBit = channel === undefined ? 0 : CHANNEL_BITS.get(channel);
  const purpose = PURPOSE_BITS.get(contactCase.purpose);
  const actor = ACTOR_BITS.get(contactCase.actor);
  if (channelBit === undefined || purpose === undefined || actor === undefined) {
    throw new UnreadableCaseError("an unknown channel, purpose or actor");
  }
  if (channel === undefined && step === undefined) {
    throw new UnreadableCaseError("neither a channel nor a step");
  }
  if (debts.length === 0) throw new UnreadableCaseError("no debt");
  return {
    contactCase,
    history: readHistory(contactCase.history),
    lawDay: lawAsOf === undefined ? undefined : dayOf(lawAsOf),
    hasDates: debts.some(hasDates),
    applicability: {
      channel: channelBit,
      purpose,
      actor,
      statutory: profiles === undefined || profiles.includes("statutory"),
      recommended: profiles === undefined || profiles.includes("recommended"),
      debtTypes: debtTypesOf(debts),
      subdivision,
    },
  };
}

function debtTypesOf(debts: ContactCase["debts"]): readonly string[] {
  const types: string[] = [];
  for (const { debtType } of debts) if (debtType !== undefined) types.push(debtType);
  return types;
}

/** The zones in which the pack wants an attempt to be allowed, all of them. */
export function zonesIn(pack: CompiledPack, contactCase: ContactCase): readonly Zone[] | Refusal {
  const { onConflict, onUnknown } = pack.pack.timezone;
  const zones: Zone[] = [];
  for (const name of trustedZones(pack.pack, contactCase)) {
    const zone = zoneNamed(pack.zones, name);
    if (zone === undefined) return "zone-unknown";
    if (!zones.includes(zone)) zones.push(zone);
  }
  const [first] = zones;
  if (first === undefined) {
    if (onUnknown === "block" || pack.countryZones.length === 0) return "zone-unknown";
    return pack.countryZones;
  }
  if (zones.length === 1 || onConflict === "intersection") return zones;
  return onConflict === "first" ? [first] : "zones-conflict";
}
