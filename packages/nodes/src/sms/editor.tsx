import { MessageSquare } from "lucide-react";
import { defineEditor } from "../editor/define-editor.tsx";
import { MessageForm } from "../editor/message-form.tsx";
import { sms } from "./definition.ts";
import help from "./help.md?raw";

export const smsEditor = defineEditor(sms, {
  Icon: MessageSquare,
  summary: "An SMS in their language",
  words: ["text message"],
  help,
  Form: ({ slot }) => <MessageForm slot={slot} channel="sms" />,
});
