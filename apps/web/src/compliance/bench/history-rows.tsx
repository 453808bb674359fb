import { addDays, isLocalDate } from "@fairflow/calendar";
import { CaseAttempt, Channel } from "@fairflow/compliance";
import { SelectField, TextField } from "@fairflow/ui";
import { channelNames, directionNames, outcomeNames } from "../gate-words.ts";
import type { BenchAttempt, BenchForm } from "./bench-form.ts";
import { RowList } from "./row-list.tsx";
import type { BenchFieldsProps } from "./who-fields.tsx";

const Direction = CaseAttempt.shape.direction;
const OutcomeOf = CaseAttempt.shape.outcome;
const OUTCOMES = OutcomeOf.options.flatMap(({ options }) =>
  options.map((value) => ({ value, label: outcomeNames[value] })),
);
const EVERY_DEBT = { value: "0", label: "All debts" };

/** Contacts before this one, which caps and rests count. */
export function HistoryRows({ form, onChange }: BenchFieldsProps) {
  const debts = [
    EVERY_DEBT,
    ...form.debts.map((_, index) => ({ value: String(index + 1), label: `Debt ${index + 1}` })),
  ];
  return (
    <RowList
      name="Contact"
      isFirstWide
      rows={form.history}
      makeRow={() => nextContact(form)}
      onChange={(history) => onChange({ history })}
    >
      {(contact, change) => (
        <>
          <TextField
            label="When"
            type="datetime-local"
            value={contact.at}
            onChange={({ target }) => change({ at: target.value })}
          />
          <SelectField
            label="Channel"
            value={contact.channel}
            options={Channel.options.map((value) => ({ value, label: channelNames[value] }))}
            onChange={(value) => change({ channel: Channel.parse(value) })}
          />
          <SelectField
            label="What came of it"
            value={contact.outcome}
            options={OUTCOMES}
            onChange={(value) => change({ outcome: OutcomeOf.parse(value) })}
          />
          <SelectField
            label="Who began"
            value={contact.direction}
            options={Direction.options.map((value) => ({ value, label: directionNames[value] }))}
            onChange={(value) => change({ direction: Direction.parse(value) })}
          />
          {form.debts.length > 1 && (
            <SelectField
              label="About"
              value={String(contact.debt)}
              options={debts}
              onChange={(value) => change({ debt: Number(value) })}
            />
          )}
        </>
      )}
    </RowList>
  );
}

/** Like the last one, a day before it; the first a day before what is asked about. */
function nextContact(form: BenchForm): BenchAttempt {
  const last = form.history.at(-1);
  const before = last?.at ?? form.at;
  const date = before.slice(0, 10);
  const at = `${isLocalDate(date) ? addDays(date, -1) : date}${before.slice(10)}`;
  return last === undefined
    ? {
        at,
        channel: form.channel === "" ? "call" : form.channel,
        outcome: "sent",
        direction: "outbound",
        purpose: "collection",
        debt: 0,
      }
    : { ...last, at };
}
