import type { CaseAttempt, ContactCase } from "../src/contact-case.ts";
import type { Outcome } from "../src/vocabulary.ts";
import { seededRandom, type SeededRandom } from "../src/oracle/seeded-random.ts";

const DAY_MS = 86_400_000;
const FROM = Date.parse("2026-01-05T00:00:00Z");
/** How many earlier contacts each debtor has had, over the last 60 days. */
const HISTORY = 20;

export interface VariedCase {
  readonly contactCase: ContactCase;
  readonly now: Date;
}

/** Where the debtors of a benchmark live. */
export interface Place {
  readonly zones: readonly string[];
  readonly subdivisions: readonly (string | undefined)[];
}

/**
 * Cases that differ in instant, zone, place, actor, channel, address and history, some with a hold: a week's hours by day and
 * by night, so that about half of them wait.
 */
export function variedCases(count: number, place: Place): readonly VariedCase[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, () => variedCase(random, place));
}

function variedCase(random: SeededRandom, place: Place): VariedCase {
  const now = FROM + random.whole(700) * DAY_MS + random.whole(DAY_MS);
  const zone = random.pick(place.zones);
  const zones = random.chance(5) ? [...new Set([zone, random.pick(place.zones)])] : [zone];
  return {
    now: new Date(now),
    contactCase: {
      zones,
      actor: random.pick(["first_party", "third_party", "attorney"]),
      subdivision: random.pick(place.subdivisions),
      channel: random.pick(["sms", "sms", "email", "call"]),
      addressId: `address-${random.whole(3)}`,
      purpose: "collection",
      debts: [{ debtId: "D1", accountId: "A1", debtType: random.pick([undefined, "nca_credit"]) }],
      states: random.chance(5) ? [{ state: "dispute_open", debtId: "D1" }] : [],
      history: Array.from({ length: HISTORY }, () => variedAttempt(random, now)),
      notices: [],
      consents: [{}],
    },
  };
}

function variedAttempt(random: SeededRandom, now: number): CaseAttempt {
  const debt = random.chance(70) ? "1" : "2";
  return {
    at: new Date(now - random.whole(60 * DAY_MS)),
    channel: random.pick(["sms", "email", "call"]),
    outcome: random.pick<Outcome>(["delivered", "sent", "no_answer", "conversation", "failed"]),
    direction: "outbound",
    purpose: "collection",
    debts: [{ debtId: `D${debt}`, accountId: `A${debt}` }],
    addressId: `address-${random.whole(3)}`,
  };
}
