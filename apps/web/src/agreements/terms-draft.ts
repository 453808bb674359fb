import { AgreementTermsView } from "@fairflow/contract";
import { minorOf, typedAmount } from "./minor-of.ts";

/** Who may agree to something, in the order in which they may agree to more. */
export const AUTHORITIES = ["debtor", "api", "specialist", "manager", "admin"] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** The sums hold for debts of every currency, each in its own: ISO 4217 for none. */
const NO_CURRENCY = "XXX";

/** The terms as somebody types them. */
export interface TermsDraft {
  readonly promise: Readonly<Record<keyof AgreementTermsView["promise"], string>>;
  readonly arrangement: {
    readonly graceBusinessDays: string;
    readonly defaultAfterMissed: string;
    readonly months: Readonly<Record<Authority, string>>;
  };
  readonly settlement: {
    readonly expiresAfterDays: string;
    readonly writeOffCode: string;
    readonly writeOff: Readonly<Record<Authority, string>>;
    readonly floors: readonly FloorDraft[];
  };
}

export interface FloorDraft {
  /** Which it is, while it is typed. */
  readonly key: number;
  /** Null for every stage that has no floor of its own. */
  readonly stage: string | null;
  /** Empty for who may offer none. */
  readonly percent: Readonly<Record<Authority, string>>;
}

export type ReadTerms =
  | { readonly terms: AgreementTermsView }
  /** What is wrong, by the place in the terms: `promise.keptPercent`. */
  | { readonly problems: Readonly<Record<string, string>> };

export function draftOf({ promise, arrangement, settlement }: AgreementTermsView): TermsDraft {
  const text = String;
  return {
    promise: {
      graceBusinessDays: text(promise.graceBusinessDays),
      keptPercent: text(promise.keptPercent),
      partlyPercent: text(promise.partlyPercent),
      withinDays: text(promise.withinDays),
    },
    arrangement: {
      graceBusinessDays: text(arrangement.graceBusinessDays),
      defaultAfterMissed: text(arrangement.defaultAfterMissed),
      months: each((who) => text(arrangement.months[who])),
    },
    settlement: {
      expiresAfterDays: text(settlement.expiresAfterDays),
      writeOffCode: settlement.writeOffCode,
      writeOff: each((who) => typedAmount(settlement.writeOff[who], NO_CURRENCY)),
      floors: settlement.floors.map(({ stage, percent }, key) => ({
        key,
        stage,
        percent: each((who) => text(percent[who] ?? "")),
      })),
    },
  };
}

/** With a column for a further stage. */
export function withFloor(floors: readonly FloorDraft[]): readonly FloorDraft[] {
  const key = Math.max(-1, ...floors.map((floor) => floor.key)) + 1;
  return [...floors, { key, stage: "", percent: each(() => "") }];
}

export function readTerms({ promise, arrangement, settlement }: TermsDraft): ReadTerms {
  const read = AgreementTermsView.safeParse({
    promise: {
      graceBusinessDays: numberOf(promise.graceBusinessDays),
      keptPercent: numberOf(promise.keptPercent),
      partlyPercent: numberOf(promise.partlyPercent),
      withinDays: numberOf(promise.withinDays),
    },
    arrangement: {
      graceBusinessDays: numberOf(arrangement.graceBusinessDays),
      defaultAfterMissed: numberOf(arrangement.defaultAfterMissed),
      months: each((who) => numberOf(arrangement.months[who])),
    },
    settlement: {
      expiresAfterDays: numberOf(settlement.expiresAfterDays),
      writeOffCode: settlement.writeOffCode.trim(),
      writeOff: each((who) => minorOf(settlement.writeOff[who], NO_CURRENCY)),
      floors: settlement.floors.map(({ stage, percent }) => ({
        stage: stage === null ? null : stage.trim(),
        percent: Object.fromEntries(
          AUTHORITIES.flatMap((who) =>
            percent[who].trim() === "" ? [] : [[who, numberOf(percent[who])]],
          ),
        ),
      })),
    },
  });
  if (read.success) return { terms: read.data };
  return {
    problems: Object.fromEntries(
      read.error.issues.map((issue) => [issue.path.join("."), wordsOf(issue)]),
    ),
  };
}

function each<Value>(of: (who: Authority) => Value): Record<Authority, Value> {
  return {
    debtor: of("debtor"),
    api: of("api"),
    specialist: of("specialist"),
    manager: of("manager"),
    admin: of("admin"),
  };
}

function numberOf(text: string): number | undefined {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined;
}

type Issue = Extract<
  ReturnType<typeof AgreementTermsView.safeParse>,
  { success: false }
>["error"]["issues"][number];

function wordsOf(issue: Issue): string {
  if (issue.code === "too_big") return `At most ${issue.maximum}`;
  if (issue.code === "too_small") {
    return issue.origin === "string" ? "Name it" : `At least ${issue.minimum}`;
  }
  if (issue.code === "custom") return issue.message;
  if (issue.code === "invalid_format") {
    return "Small letters, digits and - only, beginning with a letter";
  }
  return "A number is missing here";
}
