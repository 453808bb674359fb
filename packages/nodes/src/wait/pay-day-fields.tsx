import { ChoiceInput } from "../editor/choice-input.tsx";
import type { FormProps } from "../editor/define-editor.tsx";
import { useEditorLibrary } from "../editor/editor-library.ts";
import { FieldInput } from "../editor/field-input.tsx";
import { NumberInput } from "../editor/number-input.tsx";
import { textOf } from "../editor/place.ts";
import type { WaitConfig } from "./wait-config.ts";

/** Where the pay day is known from, and how many days around it. */
export function PayDayFields({ slot }: FormProps<WaitConfig>) {
  const { library } = useEditorLibrary();
  const source = slot.at("source");
  return (
    <>
      <ChoiceInput
        label="Pay day"
        place={source.at("kind")}
        options={[
          { value: "field", label: "As known of the person" },
          { value: "day-of-month", label: "The same day of each month" },
          { value: "last-business-day", label: "The last business day of the month" },
          { value: "calendar", label: "From a pay-day calendar" },
        ]}
        onChoose={(kind) => source.set(sourceOf(kind))}
      />
      {textOf(source.at("kind")) === "field" && (
        <FieldInput
          label="Field"
          place={source.at("field")}
          fits={({ type }) => type === "number"}
        />
      )}
      {textOf(source.at("kind")) === "day-of-month" && (
        <NumberInput label="Day of the month" place={source.at("day")} />
      )}
      {textOf(source.at("kind")) === "calendar" && (
        <ChoiceInput
          label="Calendar"
          place={source.at("calendar")}
          placeholder="Choose a calendar"
          hint={library.calendars.size === 0 ? "No pay-day calendar has been imported yet" : ""}
          options={[...library.calendars.keys()].map((name) => ({ value: name, label: name }))}
        />
      )}
      <NumberInput
        label="Days after it"
        hint="A negative number is that many days before"
        place={slot.at("offsetDays")}
      />
    </>
  );
}

function sourceOf(kind: string): Readonly<Record<string, unknown>> {
  switch (kind) {
    case "field":
      return { kind, field: "debtor.pay_day" };
    case "day-of-month":
      return { kind, day: 25 };
    case "calendar":
      return { kind, calendar: "" };
    default:
      return { kind };
  }
}
