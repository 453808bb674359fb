import { SelectField } from "@fairflow/ui";
import {
  asksWho,
  choiceOfOutcome,
  choiceOfReached,
  outcomeOptions,
  reachedOptions,
  type ContactChoice,
} from "./made-contact.ts";

export interface ContactFieldsProps {
  readonly kind: "call" | "visit";
  readonly choice: ContactChoice;
  readonly onChange: (choice: ContactChoice) => void;
}

/** What came of a call or visit, and who was reached. */
export function ContactFields({ kind, choice, onChange }: ContactFieldsProps) {
  return (
    <>
      <SelectField
        label={`What came of the ${kind}`}
        value={choice.outcome}
        placeholder="Choose"
        options={outcomeOptions(kind)}
        onChange={(value) => onChange(choiceOfOutcome(choice, value))}
      />
      {asksWho(choice) && (
        <SelectField
          label="Who was reached"
          value={choice.reached}
          placeholder="Choose"
          options={reachedOptions}
          hint={
            choice.reached === "wrong-number"
              ? "It is not used any more, for anybody, from now on."
              : undefined
          }
          onChange={(value) => onChange(choiceOfReached(choice, value))}
        />
      )}
    </>
  );
}
