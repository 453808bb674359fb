import { Mail } from "lucide-react";
import { defineEditor } from "../editor/define-editor.tsx";
import { MessageForm } from "../editor/message-form.tsx";
import { email } from "./definition.ts";
import help from "./help.md?raw";

export const emailEditor = defineEditor(email, {
  Icon: Mail,
  summary: "An e-mail in their language",
  words: ["mail"],
  help,
  Form: ({ slot }) => <MessageForm slot={slot} channel="email" />,
});
