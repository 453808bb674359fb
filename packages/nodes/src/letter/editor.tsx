import { MailOpen } from "lucide-react";
import { defineEditor } from "../editor/define-editor.tsx";
import { MessageForm } from "../editor/message-form.tsx";
import { letter } from "./definition.ts";
import help from "./help.md?raw";

export const letterEditor = defineEditor(letter, {
  Icon: MailOpen,
  summary: "A letter by post",
  words: ["print", "paper"],
  help,
  Form: ({ slot }) => <MessageForm slot={slot} channel="letter" />,
});
