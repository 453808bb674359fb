import { Channel, Purpose } from "@fairflow/compliance";
import { SelectField, TextField } from "@fairflow/ui";
import { channelNames, purposeNames } from "../gate-words.ts";
import type { BenchFieldsProps } from "./who-fields.tsx";
import { knownSteps } from "./known-states.ts";
import { SuggestField } from "./suggest-field.tsx";

const CONSENTS = [
  { value: "not-looked-up", label: "Nobody knows" },
  { value: "given", label: "They agreed" },
  { value: "none", label: "None on record" },
] as const;

/** What is to be done, and when. */
export function WhatFields({ form, onChange }: BenchFieldsProps) {
  return (
    <>
      <TextField
        label="When"
        type="datetime-local"
        hint="On the clock of the first zone"
        value={form.at}
        onChange={({ target }) => onChange({ at: target.value })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Channel"
          value={form.channel === "" ? NONE : form.channel}
          options={[
            ...Channel.options.map((value) => ({ value, label: channelNames[value] })),
            { value: NONE, label: "None: a legal step alone" },
          ]}
          onChange={(value) => onChange({ channel: Channel.safeParse(value).data ?? "" })}
        />
        <SelectField
          label="Purpose"
          value={form.purpose}
          options={Purpose.options.map((value) => ({ value, label: purposeNames[value] }))}
          onChange={(value) => onChange({ purpose: Purpose.parse(value) })}
        />
        <SuggestField
          label="Legal step"
          placeholder="None"
          value={form.step}
          suggestions={knownSteps}
          onChange={(step) => onChange({ step })}
        />
        <SelectField
          label="Their consent"
          value={form.consent}
          options={CONSENTS}
          onChange={(value) =>
            onChange({
              consent: CONSENTS.find((each) => each.value === value)?.value ?? "not-looked-up",
            })
          }
        />
      </div>
    </>
  );
}

const NONE = "none";
