import { Flag } from "lucide-react";
import { defineEditor } from "../editor/define-editor.tsx";
import { TextInput } from "../editor/text-input.tsx";
import { goal } from "./definition.ts";
import help from "./help.md?raw";

export const goalEditor = defineEditor(goal, {
  Icon: Flag,
  summary: "Count it as a success",
  words: ["success", "paid", "won"],
  help,
  Form: ({ slot }) => <TextInput label="Name of the goal" place={slot.at("name")} />,
});
