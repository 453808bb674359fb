import { KnownEvent } from "@fairflow/interpreter";
import { SelectField } from "@fairflow/ui";
import { sayEvent } from "../awaited-event-names.ts";
import { textOf, type Place } from "./place.ts";
import { TextInput } from "./text-input.tsx";

export interface EventInputProps {
  readonly label: string;
  readonly place: Place;
}

const OWN = "custom:";

/** Chooses a fact from outside; the installation's own are written `custom:` and a name. */
export function EventInput({ label, place }: EventInputProps) {
  const value = textOf(place);
  const isOwn = value.startsWith(OWN);
  return (
    <>
      <SelectField
        label={label}
        value={isOwn ? OWN : value}
        options={[
          ...KnownEvent.options.map((event) => ({ value: event, label: sayEvent(event) })),
          { value: OWN, label: "Something of your own" },
        ]}
        problem={isOwn ? undefined : place.problem}
        onChange={place.set}
      />
      {isOwn && (
        <TextInput
          label="Its name"
          hint="Small letters, digits, - and _, as the other system sends it"
          place={{
            value: value.slice(OWN.length),
            problem: place.problem === undefined ? undefined : "Use small letters, digits, - and _",
            set: (name) => place.set(`${OWN}${String(name)}`),
          }}
        />
      )}
    </>
  );
}
