import type { MessageChannel, NoticeProof } from "@fairflow/interpreter";
import { SwitchField } from "@fairflow/ui";
import { Scale } from "lucide-react";
import { ChoiceInput } from "../editor/choice-input.tsx";
import { ContactForecast } from "../editor/contact-forecast.tsx";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { useEditorLibrary } from "../editor/editor-library.ts";
import { NumberInput } from "../editor/number-input.tsx";
import { OwnPatience } from "../editor/own-patience.tsx";
import { textOf } from "../editor/place.ts";
import { TemplateInput } from "../editor/template-input.tsx";
import { TextInput } from "../editor/text-input.tsx";
import { notice, type NoticeConfig } from "./definition.ts";
import help from "./help.md?raw";

export const noticeEditor = defineEditor(notice, {
  Icon: Scale,
  summary: "A notice the law requires, and its days",
  words: ["law", "section", "demand"],
  help,
  Form,
});

const CHANNELS: Readonly<Record<MessageChannel, string>> = {
  sms: "SMS",
  email: "E-mail",
  letter: "Letter",
};

const PROOFS: Readonly<Record<NoticeProof, string>> = {
  sent: "That it was sent",
  delivered: "That it was delivered",
  served: "That it was handed over or collected",
};

function Form({ slot }: FormProps<NoticeConfig>) {
  const { library, teams } = useEditorLibrary();
  const known = library.notices.get(textOf(slot.at("notice")));
  const channel = channelOf(textOf(slot.at("channel")));
  const team = slot.at("proofTeam");
  const byPerson = team.value !== null && team.value !== undefined;
  const proof = textOf(slot.at("proof"));
  return (
    <>
      <ChoiceInput
        label="Notice"
        place={slot.at("notice")}
        placeholder="Choose a notice"
        options={[...library.notices.values()].map(({ id, title, jurisdiction }) => ({
          value: id,
          label: `${title} (${jurisdiction})`,
        }))}
        {...(known === undefined ? {} : { hint: `What follows must wait ${known.days}` })}
      />
      <ChoiceInput
        label="Goes by"
        place={slot.at("channel")}
        options={Object.entries(CHANNELS)
          .filter(([value]) => known?.channels.includes(value) !== false || value === channel)
          .map(([value, label]) => ({ value, label }))}
      />
      <TemplateInput channel={channel} place={slot.at("template")} />
      <ContactForecast channel={channel} purpose="statutory_notice" />
      <ChoiceInput
        label="What has to be known before the run goes on"
        place={slot.at("proof")}
        options={Object.entries(PROOFS).map(([value, label]) => ({ value, label }))}
      />
      {proof !== "sent" && (
        <SwitchField
          label="A person records the proof"
          hint="They get a task. Otherwise the provider has to report it"
          checked={byPerson}
          onChange={(checked) => team.set(checked ? "Collections" : null)}
        />
      )}
      {proof !== "sent" && byPerson && <TextInput label="Team" place={team} suggestions={teams} />}
      <NumberInput
        label="Counts as not delivered without proof after"
        suffix="days"
        place={slot.at("proofWithinDays")}
      />
      <OwnPatience place={slot.at("giveUpAfterDays")} />
    </>
  );
}

function channelOf(text: string): MessageChannel {
  return text === "sms" || text === "email" ? text : "letter";
}
