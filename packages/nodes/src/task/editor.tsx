import { SwitchField } from "@fairflow/ui";
import { ClipboardList } from "lucide-react";
import { ChoiceInput } from "../editor/choice-input.tsx";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { DurationInput } from "../editor/duration-input.tsx";
import { useEditorLibrary } from "../editor/editor-library.ts";
import { FormSection } from "../editor/form-section.tsx";
import { ItemList } from "../editor/item-list.tsx";
import { LegalStepInput } from "../editor/legal-step-input.tsx";
import { newExitId } from "../editor/new-exit-id.ts";
import { OwnPatience } from "../editor/own-patience.tsx";
import { textOf } from "../editor/place.ts";
import { TextInput } from "../editor/text-input.tsx";
import { task, type TaskConfig } from "./definition.ts";
import help from "./help.md?raw";

export const taskEditor = defineEditor(task, {
  Icon: ClipboardList,
  summary: "Work for a person",
  words: ["call", "phone", "visit", "review", "agent", "human", "team"],
  help,
  Form,
});

function Form({ slot }: FormProps<TaskConfig>) {
  const { teams } = useEditorLibrary();
  return (
    <>
      <ChoiceInput
        label="What kind of work"
        place={slot.at("kind")}
        options={[
          { value: "review", label: "Review the account" },
          { value: "call", label: "Call the person" },
          { value: "visit", label: "Visit the person" },
        ]}
      />
      <TextInput label="Title" place={slot.at("title")} />
      <TextInput label="Team" place={slot.at("team")} suggestions={teams} />
      <DurationInput label="Due within" slot={slot.at("due")} kinds={["days", "business-days"]} />
      <LegalStepInput place={slot.at("step")} />
      {textOf(slot.at("step")) !== "" && <OwnPatience place={slot.at("giveUpAfterDays")} />}
      <SwitchField
        label="Go on another way when the team is full"
        hint="A team may take only so much new work a day. Beyond that no task is made, and people leave by “Team is full today”"
        checked={slot.at("overflows").value === true}
        onChange={(checked) => slot.at("overflows").set(checked)}
      />
      <FormSection title="What the person can report">
        <ItemList
          what="outcome"
          slot={slot.at("outcomes")}
          max={20}
          addLabel="Add an outcome"
          newItem={() => ({ id: newExitId("outcome"), label: "" })}
        >
          {(item) => <TextInput label="Outcome" labelHidden place={item.at("label")} />}
        </ItemList>
      </FormSection>
    </>
  );
}
