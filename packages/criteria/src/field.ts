import { z } from "zod";

/** A group and a name within it: `account.days_past_due`, `custom.branch`. */
export const FieldId = z
  .string()
  .max(128, "A field's id has at most 128 characters.")
  .regex(
    /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/,
    "A field's id is written like account.days_past_due.",
  );
export type FieldId = z.infer<typeof FieldId>;

/** `money` is integer minor units; `date` is a local date without a time. */
export const FieldType = z.enum(["number", "money", "date", "text", "choice", "boolean", "tags"]);
export type FieldType = z.infer<typeof FieldType>;

export const FieldGroup = z.enum(["account", "debtor", "history", "run", "custom"]);
export type FieldGroup = z.infer<typeof FieldGroup>;

const Choice = z
  .strictObject({ value: z.string().min(1).max(200), label: z.string().min(1).max(200) })
  .readonly();

/** Something that is known of an account and can be asked about. */
export const Field = z
  .strictObject({
    id: FieldId,
    label: z.string().min(1).max(200),
    type: FieldType,
    choices: z.array(Choice).max(500).readonly().optional(),
    group: FieldGroup,
  })
  .readonly();
export type Field = z.infer<typeof Field>;

/** Every field that can be asked about, by its id. */
export type Fields = ReadonlyMap<string, Field>;
