import { Webhook } from "lucide-react";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { FieldInput } from "../editor/field-input.tsx";
import { FormSection } from "../editor/form-section.tsx";
import { ItemList } from "../editor/item-list.tsx";
import { newExitId } from "../editor/new-exit-id.ts";
import { NumberInput } from "../editor/number-input.tsx";
import { TextInput } from "../editor/text-input.tsx";
import { webhook, type WebhookConfig } from "./definition.ts";
import help from "./help.md?raw";

export const webhookEditor = defineEditor(webhook, {
  Icon: Webhook,
  summary: "Ask another system",
  words: ["http", "api", "call", "integration", "system"],
  help,
  Form,
});

function Form({ slot }: FormProps<WebhookConfig>) {
  return (
    <>
      <TextInput label="Webhook" hint="As it is called under Webhooks" place={slot.at("webhook")} />
      <NumberInput label="Wait up to" suffix="hours" place={slot.at("giveUpAfterHours")} />
      <FormSection title="What is told beside the account's number">
        <ItemList
          what="fact"
          slot={slot.at("facts")}
          max={30}
          isOrdered={false}
          newItem={() => "account.balance"}
        >
          {(item) => <FieldInput label="Fact" place={item} fits={() => true} />}
        </ItemList>
      </FormSection>
      <FormSection title="Answers that go another way">
        <ItemList
          what="answer"
          slot={slot.at("answers")}
          max={20}
          addLabel="Add an answer"
          newItem={() => ({ id: newExitId("answer"), path: "", equals: "" })}
        >
          {(item) => (
            <>
              <TextInput
                label="Field of the answer"
                hint="Such as risk.band"
                place={item.at("path")}
              />
              <TextInput label="Is" place={item.at("equals")} />
            </>
          )}
        </ItemList>
      </FormSection>
    </>
  );
}
