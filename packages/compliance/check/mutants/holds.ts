import { faultsIn, type Mutant } from "./mutant.ts";

const hold = faultsIn("hold.ts");
const consent = faultsIn("consent.ts");

/** Faults in holds, opt-outs and consents. */
export const HOLD_MUTANTS: readonly Mutant[] = [
  hold(
    "(hold.allows & applicability.purpose) !== 0 && !blocksStep",
    "(hold.allows & applicability.purpose) !== 0",
    "a hold lets the steps pass that it bars",
  ),
  hold(
    "(hold.allows & applicability.purpose) !== 0 && !blocksStep",
    "!blocksStep",
    "a hold lets every purpose pass",
  ),
  hold(
    "if (!hold.states.has(state.state) || !reaches(hold, state, question)) continue;",
    "if (!reaches(hold, state, question)) continue;",
    "any state is every hold's",
  ),
  hold(
    "if (!hold.states.has(state.state) || !reaches(hold, state, question)) continue;",
    "if (!hold.states.has(state.state)) continue;",
    "a hold of one debt or address holds all",
  ),
  hold(
    "instantOf(since, zone) <= at;",
    "instantOf(since, zone) < at;",
    "a hold begins a moment late",
  ),
  hold(
    'if (state.state !== "opted_out" || state.channel === undefined) {',
    "if (true) {",
    "how far the pack lets an opt-out reach is not read",
  ),
  hold(
    'if (wide.length === 0) return "number_or_address";',
    "if (wide.length === 0) return bit;",
    "an opt-out of one number is one of the channel",
  ),
  hold(
    "return bit | ELECTRONIC;",
    "return bit;",
    "an opt-out of everything electronic is one of the channel",
  ),
  hold(
    "return bit | AUTOMATED;",
    "return bit | ELECTRONIC;",
    "an opt-out of automated contact spares recorded calls",
  ),
  hold(
    'if (kind === "event" || duration === undefined || state.since === undefined) return until;',
    "if (duration === undefined || state.since === undefined) return until;",
    "a hold that only an event ends runs out",
  ),
  hold(
    "Math.min(until, afterPeriod(",
    "Math.max(until, afterPeriod(",
    "an event does not end a hold that would run out later",
  ),
  hold("notices.some(", "notices.every(", "what a hold waits for is on record when nothing is"),
  hold(
    "state.until === undefined ? Number.POSITIVE_INFINITY : instantOf(state.until, question.zone)",
    "Number.POSITIVE_INFINITY",
    "a hold with a known end has none",
  ),
  consent('purpose !== "marketing"', "true", "a general consent is one to marketing"),
  consent(
    "(consent.channel === undefined || consent.channel === channel)",
    "true",
    "a consent to one channel is one to all",
  ),
  consent(
    "(consent.addressId === undefined || consent.addressId === addressId)",
    "true",
    "a consent for one address is one for all",
  ),
];
