import type { CaseDebt, ContactCase } from "../contact-case.ts";
import { Actor, Channel, Purpose } from "../vocabulary.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { DecidingRule } from "./speaking-rules.ts";

type Subject = Pick<
  ContactCase,
  "actor" | "channel" | "purpose" | "subdivision" | "addressId" | "step" | "profiles" | "debts"
>;

const STEPS = [
  "commence_legal_proceedings",
  "report_to_bureau",
  "terminate_or_enforce",
  "repossess",
];

/** An attempt that a rule mostly speaks of, and sometimes just not. */
export function randomSubject(
  random: SeededRandom,
  rule: DecidingRule,
  places: readonly string[],
): Subject {
  const { actors, channels, purposes, subdivisions, debtTypes } = rule.appliesTo ?? {};
  const fit = <Word>(wanted: readonly Word[] | undefined, all: readonly Word[], percent = 93) =>
    random.pick(wanted !== undefined && wanted.length > 0 && random.chance(percent) ? wanted : all);
  const ofStep = "step" in rule && rule.step !== "collection_contact";
  const isOld = "period" in rule;
  const isStepOnly =
    ofStep || isOld ? random.chance(isOld ? 50 : 80) : channels === undefined && random.chance(8);
  const step = ofStep && random.chance(93) ? rule.step : random.pick(STEPS);
  const reached = fit(subdivisions, [undefined, ...places]);
  const subdivision = reached !== undefined && random.chance(6) ? `${reached}-XYZ` : reached;
  return {
    actor: fit(actors, Actor.options),
    channel: isStepOnly ? undefined : fit(channels, usualChannels(random)),
    step: isStepOnly || (ofStep && random.chance(90)) || random.chance(5) ? step : undefined,
    purpose: fit(purposes, random.chance(70) ? ["collection" as const] : Purpose.options),
    subdivision,
    addressId: random.pick([undefined, "address-1", "address-1", "address-2"]),
    profiles: random.chance(70)
      ? undefined
      : random.pick([
          ["statutory" as const],
          ["recommended" as const],
          [],
          ["statutory" as const, "recommended" as const],
        ]),
    debts: randomDebts(
      random,
      fit(debtTypes, [undefined, "nca_credit", "medical", "cca_regulated"]),
    ),
  };
}

function usualChannels(random: SeededRandom): readonly Channel[] {
  return random.chance(60) ? ["call", "sms", "email", "prerecorded_call"] : Channel.options;
}

function randomDebts(random: SeededRandom, debtType: string | undefined): CaseDebt[] {
  const creditorId = random.pick([undefined, "C1", "C1", "C2"]);
  const one: CaseDebt = { debtId: "D1", accountId: "A1", debtType, creditorId };
  if (random.chance(80)) return [one];
  const other = random.pick([undefined, debtType]);
  return [one, { debtId: "D2", accountId: random.pick(["A1", "A2"]), debtType: other, creditorId }];
}
