import { Play } from "lucide-react";
import { ChoiceInput } from "../editor/choice-input.tsx";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { EventInput } from "../editor/event-input.tsx";
import { FormSection } from "../editor/form-section.tsx";
import { NumberInput } from "../editor/number-input.tsx";
import { textOf } from "../editor/place.ts";
import { SegmentInput } from "../editor/segment-input.tsx";
import type { Slot } from "../editor/slot.ts";
import { TextInput } from "../editor/text-input.tsx";
import { WeekdaysInput } from "../editor/weekdays-input.tsx";
import { start, type Entry, type StartConfig } from "./definition.ts";
import help from "./help.md?raw";

export const startEditor = defineEditor(start, {
  Icon: Play,
  summary: "Who enters the flow",
  words: ["trigger", "begin", "enter"],
  help,
  Form,
});

const ENTRIES = [
  { value: "segment", label: "Accounts that come into a segment" },
  { value: "schedule", label: "Accounts in a segment, on set days" },
  { value: "event", label: "Accounts to which something happens" },
  { value: "manual", label: "Accounts that someone adds by hand" },
  { value: "api", label: "Accounts that another system sends" },
] as const;

function Form({ slot }: FormProps<StartConfig>) {
  const entry = slot.at("entry");
  const reentry = slot.at("reentry");
  return (
    <>
      <FormSection title="Who enters">
        <ChoiceInput
          label="What brings accounts in"
          place={entry.at("kind")}
          options={ENTRIES}
          onChoose={(kind) => entry.set(entryOf(kind, entry.at("segment").value))}
        />
        <EntryFields entry={entry} />
      </FormSection>
      <FormSection title="Again">
        <ChoiceInput
          label="May an account enter again"
          place={reentry.at("kind")}
          options={[
            { value: "each-due-date", label: "Once for each due date that is missed" },
            { value: "after-days", label: "Again after some days" },
            { value: "never", label: "Never" },
          ]}
          onChoose={(kind) => reentry.set(kind === "after-days" ? { kind, days: 30 } : { kind })}
        />
        {textOf(reentry.at("kind")) === "after-days" && (
          <NumberInput
            label="No sooner than"
            suffix="days after they left"
            place={reentry.at("days")}
          />
        )}
      </FormSection>
    </>
  );
}

function EntryFields({ entry }: { readonly entry: Slot<Entry> }) {
  const days = entry.at("days");
  switch (textOf(entry.at("kind"))) {
    case "segment":
      return <SegmentInput label="Segment" place={entry.at("segment")} />;
    case "event":
      return (
        <>
          <EventInput label="What happens" place={entry.at("event")} />
          <SegmentInput label="To whom" everyone="Everyone" place={entry.at("segment")} />
        </>
      );
    case "schedule":
      return (
        <>
          <SegmentInput label="Segment" place={entry.at("segment")} />
          <ChoiceInput
            label="On which days"
            place={days.at("kind")}
            options={[
              { value: "weekdays", label: "Days of the week" },
              { value: "day-of-month", label: "A day of the month" },
            ]}
            onChoose={(kind) =>
              days.set(kind === "weekdays" ? { kind, weekdays: ["mon"] } : { kind, day: 1 })
            }
          />
          {textOf(days.at("kind")) === "weekdays" ? (
            <WeekdaysInput label="Weekdays" place={days.at("weekdays")} />
          ) : (
            <NumberInput
              label="Day of the month"
              hint="31 is the last day of a shorter month"
              place={days.at("day")}
            />
          )}
          <TextInput
            type="time"
            label="At"
            hint="In the debtor's own time"
            place={entry.at("at")}
          />
        </>
      );
    default:
      return null;
  }
}

/** The segment that was chosen stays when the kind of entry changes. */
function entryOf(kind: string, segment: unknown): Readonly<Record<string, unknown>> {
  const kept = typeof segment === "string" ? segment : "";
  switch (kind) {
    case "segment":
      return { kind, segment: kept };
    case "event":
      return { kind, event: "promise-broken", segment: kept === "" ? null : kept };
    case "schedule":
      return {
        kind,
        days: { kind: "weekdays", weekdays: ["mon"] },
        at: "09:00",
        segment: kept,
      };
    default:
      return { kind };
  }
}
