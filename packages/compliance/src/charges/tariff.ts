import { z } from "zod";
import type { Fee } from "../rule.ts";

const Amount = z.number().nonnegative();

/** What a pack says of one kind of charge. Amounts are in whole units of the pack's currency. */
const TariffItem = z.looseObject({
  /** Its number in the tariff and its name: `1(a) letter/email`. */
  item: z.string(),
  zar: Amount.optional(),
  percent: Amount.optional(),
  maxZar: Amount.optional(),
  maxPerMonth: Amount.optional(),
});
export type TariffItem = z.infer<typeof TariffItem>;

/** A sum of charges that must not exceed a figure of the debt. */
const Ceiling = z.looseObject({ item: z.string(), maxOf: z.literal("principal_at_default") });

/** The items numbered so in a tariff may not exceed in all the lesser of the capital and an amount. */
export interface TotalCap {
  readonly firstItem: number;
  readonly lastItem: number;
  readonly rand: number;
}

/** The single charges of a fee rule; what it says of no amount is left out. */
export function tariffOf({ items }: z.infer<typeof Fee>): readonly TariffItem[] {
  return items.flatMap((item) => {
    const read = TariffItem.safeParse(item);
    return read.success && !Ceiling.safeParse(item).success ? [read.data] : [];
  });
}

/** Whether the rule caps interest and charges since default by the principal at default. */
export function capsByPrincipal({ items }: z.infer<typeof Fee>): boolean {
  return items.some((item) => Ceiling.safeParse(item).success);
}

/** Reads `items 1-7: lesser of capital or R1225`, the form in which the packs write it. */
export function totalCapOf({ totalCap }: z.infer<typeof Fee>): TotalCap | undefined {
  const words = /^items (\d+)-(\d+): lesser of capital or R\s?([\d ]+(?:\.\d+)?)$/.exec(
    totalCap ?? "",
  );
  if (words === null) return undefined;
  const [, first, last, rand] = words;
  return {
    firstItem: Number(first),
    lastItem: Number(last),
    rand: Number(rand?.replaceAll(" ", "")),
  };
}

/** `1(a)` of `1(a) letter/email`. */
export function codeOf(item: string): string {
  return item.split(" ", 1)[0] ?? item;
}

/** 4 of `4(c) bureau search`. */
export function numberOf(item: string): number {
  return Number.parseInt(item, 10);
}
