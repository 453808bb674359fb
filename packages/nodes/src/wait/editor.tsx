import { Hourglass } from "lucide-react";
import { SwitchField } from "@fairflow/ui";
import { ChoiceInput } from "../editor/choice-input.tsx";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { FieldInput } from "../editor/field-input.tsx";
import { NumberInput } from "../editor/number-input.tsx";
import { textOf } from "../editor/place.ts";
import { entriesOf } from "../editor/slot.ts";
import { TextInput } from "../editor/text-input.tsx";
import { WeekdaysInput } from "../editor/weekdays-input.tsx";
import { wait } from "./definition.ts";
import help from "./help.md?raw";
import { PayDayFields } from "./pay-day-fields.tsx";
import type { WaitConfig } from "./wait-config.ts";
import { WaitForecast } from "./wait-forecast.tsx";

export const waitEditor = defineEditor(wait, {
  Icon: Hourglass,
  summary: "Let time pass",
  words: ["delay", "days", "sleep", "until", "date"],
  help,
  Form,
});

const KINDS = [
  {
    label: "For a while",
    options: [
      { value: "days", label: "Days" },
      { value: "business-days", label: "Business days" },
      { value: "hours", label: "Hours" },
    ],
  },
  {
    label: "Until a moment",
    options: [
      { value: "time-of-day", label: "A time of day" },
      { value: "weekday", label: "A day of the week" },
      { value: "day-of-month", label: "A day of the month" },
      { value: "last-business-day", label: "The last business day of the month" },
      { value: "nth-business-day", label: "A business day of the month" },
      { value: "pay-day", label: "Around pay day" },
      { value: "date", label: "Around a date of the account" },
    ],
  },
] as const;

/** What each kind begins with; a time of day that was set already stays. */
function settingsOf(kind: string, at: string): Readonly<Record<string, unknown>> {
  switch (kind) {
    case "hours":
      return { kind, hours: 24 };
    case "time-of-day":
    case "last-business-day":
      return { kind, at };
    case "weekday":
      return { kind, weekdays: ["mon"], at };
    case "day-of-month":
      return { kind, day: 25, at };
    case "nth-business-day":
      return { kind, n: 1, at };
    case "pay-day":
      return { kind, source: { kind: "field", field: "debtor.pay_day" }, offsetDays: 0, at };
    case "date":
      return {
        kind,
        field: "account.due_date",
        side: "before",
        days: 2,
        businessDays: false,
        at,
      };
    default:
      return { kind, days: 3 };
  }
}

function Form({ slot }: FormProps<WaitConfig>) {
  const at = slot.at("at");
  const hasTime = !["days", "business-days", "hours"].includes(textOf(slot.at("kind")));
  return (
    <>
      <ChoiceInput
        label="Wait for or until"
        place={slot.at("kind")}
        options={KINDS}
        onChoose={(kind) => slot.set(settingsOf(kind, textOf(at) === "" ? "09:00" : textOf(at)))}
      />
      <KindFields slot={slot} />
      {hasTime && <TextInput type="time" label="At" hint="In the debtor's own time" place={at} />}
      <WaitForecast config={entriesOf(slot.value)} />
    </>
  );
}

function KindFields({ slot }: FormProps<WaitConfig>) {
  switch (textOf(slot.at("kind"))) {
    case "days":
      return <NumberInput label="How long" suffix="days" place={slot.at("days")} />;
    case "business-days":
      return <NumberInput label="How long" suffix="business days" place={slot.at("days")} />;
    case "hours":
      return <NumberInput label="How long" suffix="hours" place={slot.at("hours")} />;
    case "weekday":
      return <WeekdaysInput label="Until one of these days" place={slot.at("weekdays")} />;
    case "day-of-month":
      return (
        <NumberInput
          label="Day of the month"
          hint="31 is the last day of a shorter month"
          place={slot.at("day")}
        />
      );
    case "nth-business-day":
      return <NumberInput label="Which business day of the month" place={slot.at("n")} />;
    case "pay-day":
      return <PayDayFields slot={slot} />;
    case "date":
      return (
        <>
          <FieldInput label="Date" place={slot.at("field")} fits={({ type }) => type === "date"} />
          <div className="flex items-start gap-2">
            <NumberInput label="Days" place={slot.at("days")} className="w-24" />
            <ChoiceInput
              label="Before or after"
              place={slot.at("side")}
              className="flex-1"
              options={[
                { value: "before", label: "before that date" },
                { value: "after", label: "after that date" },
              ]}
            />
          </div>
          <SwitchField
            label="Count business days only"
            checked={slot.at("businessDays").value === true}
            onChange={slot.at("businessDays").set}
          />
        </>
      );
    default:
      return null;
  }
}
