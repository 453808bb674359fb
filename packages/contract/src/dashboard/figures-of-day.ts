import { z } from "zod";
import { Money } from "../values.ts";

/** What a manager steers by. */
export const FigureId = z.enum([
  "collected",
  "promised",
  "cure_rate",
  "attempts",
  "contacts",
  "right_party",
  "conversion",
  "cost",
  "sms",
  "email",
  "letters",
  "kept_back",
  "held",
  "disputes",
  "balance_age",
  "days_to_stop",
]);
export type FigureId = z.infer<typeof FigureId>;

/** A share is told with what it is of, so that a small number can be seen as one. */
export const FigureValue = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("count"), count: z.int() }),
  /** One for each currency in which there was anything. */
  z.strictObject({ kind: z.literal("money"), amounts: z.array(Money) }),
  z.strictObject({ kind: z.literal("share"), part: z.number(), whole: z.number() }),
]);
export type FigureValue = z.infer<typeof FigureValue>;

export const Figure = z.strictObject({
  id: FigureId,
  value: FigureValue,
  /** Of the days that it is compared with; null where nothing can be said of them. */
  before: FigureValue.nullable(),
});
export type Figure = z.infer<typeof Figure>;
