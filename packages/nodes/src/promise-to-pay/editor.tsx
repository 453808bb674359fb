import { Handshake } from "lucide-react";
import { ChoiceInput } from "../editor/choice-input.tsx";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { promiseToPay, type PromiseToPayConfig } from "./definition.ts";
import help from "./help.md?raw";

export const promiseToPayEditor = defineEditor(promiseToPay, {
  Icon: Handshake,
  summary: "Watch what was promised",
  words: ["ptp", "arrangement"],
  help,
  Form,
});

function Form({ slot }: FormProps<PromiseToPayConfig>) {
  return (
    <ChoiceInput
      label="Watch"
      place={slot.at("watch")}
      options={[
        { value: "promise", label: "The promise, or the arrangement as a whole" },
        { value: "instalment", label: "Each instalment of the arrangement" },
      ]}
    />
  );
}
