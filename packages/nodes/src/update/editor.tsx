import type { Field } from "@fairflow/criteria";
import { PencilLine } from "lucide-react";
import { ChoiceInput } from "../editor/choice-input.tsx";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { useEditorLibrary } from "../editor/editor-library.ts";
import { FieldInput } from "../editor/field-input.tsx";
import { ItemList } from "../editor/item-list.tsx";
import { MoneyInput } from "../editor/money-input.tsx";
import { NumberInput } from "../editor/number-input.tsx";
import { textOf } from "../editor/place.ts";
import type { ItemOf, Slot } from "../editor/slot.ts";
import { TextInput } from "../editor/text-input.tsx";
import { update, type UpdateConfig } from "./definition.ts";
import help from "./help.md?raw";

export const updateEditor = defineEditor(update, {
  Icon: PencilLine,
  summary: "Note something down",
  words: ["set", "field", "tag", "stage", "mark"],
  help,
  Form,
});

function Form({ slot }: FormProps<UpdateConfig>) {
  return (
    <ItemList
      what="change"
      slot={slot.at("changes")}
      max={20}
      newItem={() => ({ kind: "add-tag" as const, field: "account.tags", tag: "" })}
    >
      {(item) => <ChangeFields change={item} />}
    </ItemList>
  );
}

type Change = ItemOf<UpdateConfig["changes"]>;

function ChangeFields({ change }: { readonly change: Slot<Change> }) {
  const isSet = textOf(change.at("kind")) === "set";
  return (
    <>
      <ChoiceInput
        label="What to do"
        place={change.at("kind")}
        options={[
          { value: "add-tag", label: "Add a tag" },
          { value: "remove-tag", label: "Take a tag away" },
          { value: "set", label: "Set a field" },
        ]}
        onChoose={(kind) => change.set(changeOf(kind, change.at("tag").value))}
      />
      <FieldInput
        label={isSet ? "Field" : "Tags of"}
        place={change.at("field")}
        fits={isSet ? canBeSet : canBeTagged}
        onChoose={(field) =>
          change.set(isSet ? { kind: "set", field, value: "" } : { ...Object(change.value), field })
        }
      />
      {isSet ? <ValueField change={change} /> : <TextInput label="Tag" place={change.at("tag")} />}
    </>
  );
}

function ValueField({ change }: { readonly change: Slot<Change> }) {
  const { fields } = useEditorLibrary();
  const field = fields.get(textOf(change.at("field")));
  const value = change.at("value");
  switch (field?.type) {
    case "number":
      return <NumberInput label="To" place={value} />;
    case "money":
      return <MoneyInput label="To" place={value} />;
    case "choice":
      return <ChoiceInput label="To" place={value} options={field.choices ?? []} />;
    case "boolean":
      return (
        <ChoiceInput
          label="To"
          place={{ ...value, value: typeof value.value === "boolean" ? String(value.value) : "" }}
          options={[
            { value: "true", label: "Yes" },
            { value: "false", label: "No" },
          ]}
          onChoose={(chosen) => value.set(chosen === "true")}
        />
      );
    case "date":
      return <TextInput type="date" label="To" place={value} />;
    case "text":
    case "tags":
    case undefined:
      return <TextInput label="To" place={value} />;
  }
}

/** Money, days and holds come from their own records; a flow writes the stage, tags and the installation's own fields. */
function canBeSet({ id, type }: Field): boolean {
  return id === "account.stage" || (id.startsWith("custom.") && type !== "tags");
}

function canBeTagged({ type }: Field): boolean {
  return type === "tags";
}

function changeOf(kind: string, tag: unknown): Readonly<Record<string, unknown>> {
  if (kind === "set") return { kind, field: "account.stage", value: "" };
  return { kind, field: "account.tags", tag: typeof tag === "string" ? tag : "" };
}
