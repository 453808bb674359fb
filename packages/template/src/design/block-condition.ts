import { z } from "zod";

/** What a block may ask about: the id of a merge field. */
const FieldId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/, "This is no merge field.");

/** A word that stands between quotation marks in Liquid. */
const Word = z.string().regex(/^[^"{}%\r\n]{1,100}$/, 'A value has no line breaks, ", {, } or %.');

/** When a block is there: "only if there is a pay link", "only if the number of accounts is more than 1". */
export const BlockCondition = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("known"), field: FieldId }),
  z.strictObject({ is: z.literal("unknown"), field: FieldId }),
  z.strictObject({ is: z.literal("more_than"), field: FieldId, value: z.number() }),
  z.strictObject({ is: z.literal("at_most"), field: FieldId, value: z.number() }),
  z.strictObject({ is: z.literal("equals"), field: FieldId, value: Word }),
]);
export type BlockCondition = z.infer<typeof BlockCondition>;

/** A text that is there only where the condition holds, as Liquid. A value that is missing is neither more nor less. */
export function onlyIf(condition: BlockCondition | undefined, text: string): string {
  if (condition === undefined) return text;
  return `{% if ${askOf(condition)} %}${text}{% endif %}`;
}

/** The condition as an expression of Liquid. */
export function askOf(condition: BlockCondition): string {
  const { field } = condition;
  switch (condition.is) {
    case "known":
      return field;
    case "unknown":
      return `${field} == nil`;
    case "more_than":
      return `${field} > ${condition.value}`;
    case "at_most":
      return `${field} <= ${condition.value}`;
    case "equals":
      return `${field} == "${condition.value}"`;
  }
}
