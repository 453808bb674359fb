import type { MessageChannel, MessagePurpose } from "@fairflow/interpreter";
import type { MessageConfig } from "../message-node.ts";
import { ChoiceInput } from "./choice-input.tsx";
import { ContactForecast } from "./contact-forecast.tsx";
import type { FormProps } from "./define-editor.tsx";
import { LegalStepInput } from "./legal-step-input.tsx";
import { OwnPatience } from "./own-patience.tsx";
import { textOf } from "./place.ts";
import { TemplateInput } from "./template-input.tsx";

export interface MessageFormProps extends FormProps<MessageConfig> {
  readonly channel: MessageChannel;
}

const PURPOSES: Readonly<Record<MessagePurpose, string>> = {
  collection: "To collect what is owed",
  service: "A service to the person",
  reply_to_consumer: "An answer to what they asked",
  statutory_notice: "A notice that the law requires",
  marketing: "Marketing",
};

/** The form of every step that sends a message. */
export function MessageForm({ slot, channel }: MessageFormProps) {
  return (
    <>
      <TemplateInput channel={channel} place={slot.at("template")} />
      <ChoiceInput
        label="Purpose"
        hint="The law looks at the purpose: what may not be sent to collect may still be sent as an answer"
        place={slot.at("purpose")}
        options={Object.entries(PURPOSES).map(([value, label]) => ({ value, label }))}
      />
      <ContactForecast channel={channel} purpose={textOf(slot.at("purpose"))} />
      <LegalStepInput place={slot.at("step")} />
      <OwnPatience place={slot.at("giveUpAfterDays")} />
    </>
  );
}
