import type { RuleId } from "./rule.ts";

/**
 * Why something is forbidden. `rules`: the rules that are named refuse, until an event. `no-opening`: together they
 * never open. The others: the gate cannot judge, and so it forbids.
 */
export type Refusal =
  | "rules"
  | "no-opening"
  | "no-pack"
  | "pack-not-in-force"
  | "dates-not-covered"
  | "zone-unknown"
  | "zones-conflict"
  | "tzdata-too-old"
  | "state-unknown"
  | "case-unreadable";

interface Remarks {
  /** Rules that do not block and are not met: recorded and shown. */
  readonly warnings: readonly RuleId[];
  /** Caps above which it may go, but no fee may be charged for it. */
  readonly withoutFee: readonly RuleId[];
}

/** The gate's answer. `rules` are all that refuse at the instant that was asked about, in the packs' order. */
export type Verdict = Remarks &
  (
    | { readonly kind: "allowed" }
    | {
        readonly kind: "deferred";
        /** The earliest instant at which every rule allows it as far as is known now. Ask again then. */
        readonly until: Date;
        readonly rules: readonly RuleId[];
      }
    | {
        readonly kind: "forbidden";
        readonly reason: Refusal;
        readonly rules: readonly RuleId[];
      }
  );

const NOTHING: readonly RuleId[] = [];

export const ALLOWED: Verdict = { kind: "allowed", warnings: NOTHING, withoutFee: NOTHING };

export function forbidden(reason: Refusal, rules: readonly RuleId[] = NOTHING): Verdict {
  return { kind: "forbidden", reason, rules, warnings: NOTHING, withoutFee: NOTHING };
}

/**
 * One verdict for one attempt from verdicts on its parts, such as each account that a merged message is about:
 * forbidden if any is, else deferred until the last, else allowed. No verdicts forbid.
 *
 * A case that lists all accounts gives the same refusals and the exact instant; this is for callers that ask per
 * account first, to leave out those that are forbidden.
 */
export function combineVerdicts(verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts;
  if (first === undefined) return forbidden("case-unreadable");
  const refusals = verdicts.filter((verdict) => verdict.kind !== "allowed");
  const rules = [...new Set(refusals.flatMap((verdict) => verdict.rules))];
  const remarks: Remarks = {
    warnings: [...new Set(verdicts.flatMap((verdict) => verdict.warnings))],
    withoutFee: [...new Set(verdicts.flatMap((verdict) => verdict.withoutFee))],
  };
  let until = Number.NEGATIVE_INFINITY;
  for (const verdict of refusals) {
    if (verdict.kind === "forbidden") {
      return { kind: "forbidden", reason: verdict.reason, rules, ...remarks };
    }
    until = Math.max(until, verdict.until.getTime());
  }
  if (refusals.length === 0) return { kind: "allowed", ...remarks };
  return { kind: "deferred", until: new Date(until), rules, ...remarks };
}

type Permission =
  | { readonly kind: "allowed" }
  | { readonly kind: "deferred"; readonly untilMs: number; readonly rules: readonly string[] }
  | { readonly kind: "forbidden"; readonly rules: readonly string[] };

/** A verdict as plain data without its remarks, as a run needs it. Instants are milliseconds since 1970. */
export function permissionOf(verdict: Verdict): Permission {
  switch (verdict.kind) {
    case "allowed":
      return { kind: "allowed" };
    case "deferred":
      return { kind: "deferred", untilMs: verdict.until.getTime(), rules: verdict.rules };
    case "forbidden":
      return { kind: "forbidden", rules: reasonsOf(verdict) };
  }
}

/** The rules that keep an attempt back; where there are none, why the gate could not judge. */
export function reasonsOf(
  verdict: Verdict & { readonly kind: "deferred" | "forbidden" },
): readonly string[] {
  if (verdict.kind === "deferred" || verdict.rules.length > 0) return verdict.rules;
  return [verdict.reason];
}
