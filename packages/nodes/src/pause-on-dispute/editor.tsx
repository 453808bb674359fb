import { ShieldAlert } from "lucide-react";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { useEditorLibrary } from "../editor/editor-library.ts";
import { NumberInput } from "../editor/number-input.tsx";
import { TextInput } from "../editor/text-input.tsx";
import { pauseOnDispute, type PauseOnDisputeConfig } from "./definition.ts";
import help from "./help.md?raw";

export const pauseOnDisputeEditor = defineEditor(pauseOnDispute, {
  Icon: ShieldAlert,
  summary: "Stop when they dispute",
  words: ["complaint", "specialist", "hold"],
  help,
  Form,
});

function Form({ slot }: FormProps<PauseOnDisputeConfig>) {
  const { teams } = useEditorLibrary();
  return (
    <>
      <TextInput label="Team that decides" place={slot.at("team")} suggestions={teams} />
      <TextInput label="Title of the task" place={slot.at("title")} />
      <NumberInput label="Due within" suffix="business days" place={slot.at("dueInBusinessDays")} />
    </>
  );
}
