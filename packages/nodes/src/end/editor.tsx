import { CircleStop } from "lucide-react";
import { defineEditor } from "../editor/define-editor.tsx";
import { TextInput } from "../editor/text-input.tsx";
import { end } from "./definition.ts";
import help from "./help.md?raw";

export const endEditor = defineEditor(end, {
  Icon: CircleStop,
  summary: "The flow ends here",
  words: ["stop", "finish", "exit", "close"],
  help,
  Form: ({ slot }) => <TextInput label="Why it ends here" place={slot.at("reason")} />,
});
