import { z } from "zod";
import { MAX_TEXT } from "../limits.ts";
import { StorableText } from "../storable-text.ts";
import { BlockCondition } from "./block-condition.ts";

/** Links that a message may lead to. They are ours and made for the person; no other goes into a button. */
export const LINK_FIELDS = ["payment_link", "opt_out_link"] as const;

/** What a table of accounts can say of each. */
export const AccountColumnField = z.enum([
  "reference",
  "due_date",
  "arrears",
  "balance",
  "pay_reference",
]);
export type AccountColumnField = z.infer<typeof AccountColumnField>;

const Label = StorableText.max(80);
const shared = { when: BlockCondition.optional() };

/** An image that was uploaded, by the hash of its bytes. */
export const ImageId = z.string().regex(/^[0-9a-f]{64}$/, "This is no image that was uploaded.");
export type ImageId = z.infer<typeof ImageId>;

/** Everything that a way to pay is called, in the language of the text. */
export const PayLabels = z.strictObject({
  bank: Label,
  holder: Label,
  number: Label,
  branch: Label,
  reference: Label,
  till: Label,
  link: Label,
});
export type PayLabels = z.infer<typeof PayLabels>;

/** One piece of an e-mail or a letter. Texts are Liquid; `**bold**` is bold. */
export const Block = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("heading"), text: StorableText.max(500), ...shared }),
  z.strictObject({ kind: z.literal("text"), text: StorableText.max(MAX_TEXT), ...shared }),
  z.strictObject({
    kind: z.literal("button"),
    label: StorableText.max(200),
    link: z.enum(LINK_FIELDS),
    ...shared,
  }),
  z.strictObject({
    kind: z.literal("accounts"),
    columns: z
      .array(z.strictObject({ field: AccountColumnField, label: Label }))
      .min(1)
      .max(5),
    /** Stands before the sum of what is overdue; without it no sum is said. */
    totalLabel: Label.optional(),
    /** Accounts that are listed; what is more is counted by `moreLabel`. */
    most: z.int().min(1).max(100),
    /** Stands after the number of accounts that are not listed: `more accounts`. */
    moreLabel: Label,
    ...shared,
  }),
  z.strictObject({
    kind: z.literal("pay"),
    title: StorableText.max(200),
    labels: PayLabels,
    ...shared,
  }),
  z.strictObject({
    kind: z.literal("image"),
    image: ImageId,
    alt: StorableText.max(200),
    widthPercent: z.int().min(10).max(100),
    ...shared,
  }),
  z.strictObject({ kind: z.literal("divider"), ...shared }),
  /** What must be said: who collects and for whom, the registration, how to opt out. */
  z.strictObject({ kind: z.literal("legal"), text: StorableText.max(4_000), ...shared }),
]);
export type Block = z.infer<typeof Block>;
export type BlockKind = Block["kind"];
