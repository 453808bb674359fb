import { epochDay, type LocalDate } from "@fairflow/calendar";
import type { z } from "zod";
import { ACTOR_BITS, applies, bindRule } from "../bound-rule.ts";
import type { RulePack } from "../rule-pack.ts";
import type { Fee, RuleId } from "../rule.ts";
import { longDate } from "../words/date-words.ts";
import { counted, paragraph } from "../words/list-words.ts";
import type { CreditorFigures } from "./creditor-figures.ts";
import { amountWords } from "./amount-words.ts";
import { capsByPrincipal, codeOf, numberOf, tariffOf, totalCapOf } from "./tariff.ts";

type FeeRule = z.infer<typeof Fee>;
type ChargedFee = CreditorFigures["fees"][number];

export interface ChargeWarning {
  readonly kind:
    | "in_duplum"
    | "above_tariff"
    | "not_in_tariff"
    | "too_many_in_month"
    | "above_total";
  readonly packId: string;
  readonly ruleId: RuleId;
  readonly title: string;
  readonly citations: readonly string[];
  /** Minor units, or pieces where there are too many of them. */
  readonly found: number;
  readonly limit: number;
  readonly sentence: string;
}

export interface ChargeCheck {
  readonly warnings: readonly ChargeWarning[];
  /** Whether interest, charges and fees of this debt may stand in a message. */
  readonly mayAppearInMessages: boolean;
  readonly sentence: string;
}

const CENTS = 100;

/**
 * Compares the creditor's figures with the fee rules of the packs. Nothing is computed for the creditor and nothing is
 * corrected: what exceeds a rule is told, with the rule, and has to stay out of messages.
 */
export function checkCharges(packs: readonly RulePack[], figures: CreditorFigures): ChargeCheck {
  const warnings = packs.flatMap((pack) =>
    (pack.rules.fees ?? []).flatMap((rule) => {
      const warn = warnerOf(pack, rule);
      return [
        ...(isInForce(rule, figures, figures.asOf) ? inDuplum(rule, figures).map(warn) : []),
        ...feesOf(rule, figures).map(warn),
      ];
    }),
  );
  return {
    warnings,
    mayAppearInMessages: warnings.length === 0,
    sentence: paragraph([
      warnings.length === 0
        ? "The creditor's figures exceed no rule that the packs have"
        : "Keep interest, charges and fees of this debt out of messages until the creditor has corrected or explained them",
    ]),
  };
}

type Finding = Pick<ChargeWarning, "kind" | "found" | "limit" | "sentence">;

function warnerOf(pack: RulePack, rule: FeeRule) {
  const citations = rule.basis.flatMap((source) => pack.sources[source]?.cite ?? []);
  return (finding: Finding): ChargeWarning => ({
    ...finding,
    sentence: paragraph([finding.sentence]),
    packId: pack.id,
    ruleId: rule.id,
    title: rule.title,
    citations,
  });
}

/** NCA s103(5): at the principal itself nothing is wrong yet. */
function inDuplum(rule: FeeRule, figures: CreditorFigures): readonly Finding[] {
  const { principalAtDefault, interestAndChargesSinceDefault, currency } = figures;
  if (!capsByPrincipal(rule)) return [];
  if (principalAtDefault === undefined || interestAndChargesSinceDefault === undefined) return [];
  if (interestAndChargesSinceDefault <= principalAtDefault) return [];
  return [
    {
      kind: "in_duplum",
      found: interestAndChargesSinceDefault,
      limit: principalAtDefault,
      sentence: `Interest and charges since default are ${amountWords(interestAndChargesSinceDefault, currency)}, above the principal at default, ${amountWords(principalAtDefault, currency)}`,
    },
  ];
}

/** The tariffs of the packs are in rand. */
function feesOf(rule: FeeRule, figures: CreditorFigures): readonly Finding[] {
  const tariff = tariffOf(rule);
  if (tariff.length === 0 || figures.currency !== "ZAR") return [];
  const fees = figures.fees.filter(({ on }) => isInForce(rule, figures, on ?? figures.asOf));
  return [
    ...fees.flatMap((fee) => oneFee(rule, fee)),
    ...tooMany(rule, fees),
    ...aboveTotal(rule, figures, fees),
  ];
}

function oneFee(rule: FeeRule, fee: ChargedFee): readonly Finding[] {
  const { amount, quantity, of } = fee;
  const item = itemOf(rule, fee);
  if (item === undefined) {
    const sentence = `A fee of ${amountWords(amount, "ZAR")} is charged as ${fee.item}, which the tariff does not have`;
    return [{ kind: "not_in_tariff", found: amount, limit: 0, sentence }];
  }
  const { zar, percent, maxZar } = item;
  const limits = [
    zar === undefined ? undefined : cents(zar) * quantity,
    percent === undefined || of === undefined ? undefined : Math.floor((of * percent) / 100),
    maxZar === undefined ? undefined : cents(maxZar) * quantity,
  ].filter((limit) => limit !== undefined);
  const limit = Math.min(...limits);
  if (amount <= limit) return [];
  const each = quantity === 1 ? "" : ` for ${quantity}`;
  const sentence = `${item.item}${each} is charged at ${amountWords(amount, "ZAR")}; the tariff allows ${amountWords(limit, "ZAR")}`;
  return [{ kind: "above_tariff", found: amount, limit, sentence }];
}

/** Those without a date cannot be counted by month. */
function tooMany(rule: FeeRule, fees: readonly ChargedFee[]): readonly Finding[] {
  return tariffOf(rule).flatMap((item) => {
    const { maxPerMonth } = item;
    if (maxPerMonth === undefined) return [];
    const dated = fees.filter(
      (fee) => fee.on !== undefined && codeOf(fee.item) === codeOf(item.item),
    );
    const months = Map.groupBy(dated, ({ on }) => on?.slice(0, 7));
    return [...months.values()].flatMap((inMonth): readonly Finding[] => {
      const found = inMonth.reduce((sum, { quantity }) => sum + quantity, 0);
      const [first] = inMonth;
      if (found <= maxPerMonth || first?.on === undefined) return [];
      const month = longDate(first.on).replace(/^\d+ /, "");
      const sentence = `${item.item}: ${counted(found, ["piece is", "pieces are"])} charged for in ${month}; the tariff allows ${maxPerMonth}`;
      return [{ kind: "too_many_in_month", found, limit: maxPerMonth, sentence }];
    });
  });
}

function aboveTotal(
  rule: FeeRule,
  { capital }: CreditorFigures,
  fees: readonly ChargedFee[],
): readonly Finding[] {
  const cap = totalCapOf(rule);
  if (cap === undefined) return [];
  const isInside = ({ item }: ChargedFee) =>
    numberOf(item) >= cap.firstItem && numberOf(item) <= cap.lastItem;
  const found = fees.filter(isInside).reduce((sum, { amount }) => sum + amount, 0);
  const limit = Math.min(cents(cap.rand), capital ?? Number.POSITIVE_INFINITY);
  if (found <= limit) return [];
  const of = limit === capital ? "the capital" : "the total of the tariff";
  const sentence = `Items ${cap.firstItem} to ${cap.lastItem} come to ${amountWords(found, "ZAR")}, above ${of}, ${amountWords(limit, "ZAR")}`;
  return [{ kind: "above_total", found, limit, sentence }];
}

function itemOf(rule: FeeRule, { item }: ChargedFee) {
  return tariffOf(rule).find((one) => codeOf(one.item) === codeOf(item));
}

function isInForce(rule: FeeRule, figures: CreditorFigures, on: LocalDate): boolean {
  const bound = bindRule(rule, true);
  const day = epochDay(on);
  return (
    day >= bound.fromDay &&
    day < bound.toDay &&
    applies(bound, {
      channel: 0,
      purpose: -1,
      actor: ACTOR_BITS.get(figures.actor) ?? 0,
      statutory: true,
      recommended: true,
      debtTypes: figures.debtType === undefined ? [] : [figures.debtType],
      subdivision: figures.subdivision,
    })
  );
}

function cents(rand: number): number {
  return Math.round(rand * CENTS);
}
