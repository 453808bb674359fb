import { FieldId } from "@fairflow/criteria";
import { defineNode, type Change } from "@fairflow/interpreter";
import { z } from "zod";
import { fieldLabel } from "../field-label.ts";
import { plainText } from "../plain-text.ts";

const Tag = plainText(60);

export const UpdateConfig = z.strictObject({
  changes: z
    .array(
      z.discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("set"),
          field: FieldId,
          value: z.union([plainText(500), z.number(), z.boolean(), z.null()]),
        }),
        z.strictObject({ kind: z.literal("add-tag"), field: FieldId, tag: Tag }),
        z.strictObject({ kind: z.literal("remove-tag"), field: FieldId, tag: Tag }),
      ]),
    )
    .max(20),
});
export type UpdateConfig = z.infer<typeof UpdateConfig>;

export const update = defineNode({
  type: "update",
  title: "Update",
  family: "action",
  config: UpdateConfig,
  defaults: { changes: [{ kind: "set", field: "account.stage", value: "" }] },
  exits: () => [{ id: "next", label: "Next" }],
  check: ({ changes }) => [
    ...(changes.length === 0 ? ["Add at least one change"] : []),
    ...changes.flatMap(problemsOf),
  ],
  waits: () => false,
  references: ({ changes }) => ({ changes: changes.filter(isWritable) }),
  sentence: ({ changes }) => {
    const [first = "(change nothing)", ...rest] = changes.map(say);
    return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join("; ");
  },
  execute: ({ changes }) => {
    const outcome = { kind: "leave", exit: "next", changes } as const;
    return () => outcome;
  },
});

/** Only what belongs to the installation may be written; money, days and holds come from their own records. */
function isWritable({ kind, field }: Change): boolean {
  if (field.startsWith("custom.")) return true;
  return kind === "set"
    ? field === "account.stage"
    : field === "account.tags" || field === "debtor.tags";
}

function problemsOf(change: Change): readonly string[] {
  if (!isWritable(change)) {
    return [
      change.kind === "set"
        ? `"${fieldLabel(change.field)}" cannot be set by a flow; the stage and custom fields can`
        : `"${fieldLabel(change.field)}" does not take tags from a flow`,
    ];
  }
  if (change.kind === "set") {
    return change.value === "" ? [`Say what to set "${fieldLabel(change.field)}" to`] : [];
  }
  return change.tag.trim() === "" ? ["Name the tag"] : [];
}

function say(change: Change): string {
  const field = fieldLabel(change.field).toLowerCase();
  switch (change.kind) {
    case "set":
      return change.value === null ? `clear ${field}` : `set ${field} to ${sayValue(change.value)}`;
    case "add-tag":
      return `add the tag “${change.tag}” to ${field}`;
    case "remove-tag":
      return `take the tag “${change.tag}” from ${field}`;
  }
}

function sayValue(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? String(value) : `“${value}”`;
}
