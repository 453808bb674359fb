import { DateField } from "@fairflow/ui";
import { knownStates } from "./known-states.ts";
import { RowList } from "./row-list.tsx";
import { SuggestField } from "./suggest-field.tsx";
import type { BenchFieldsProps } from "./who-fields.tsx";

/** Holds and other facts that stand in the way. */
export function StateRows({ form, onChange }: BenchFieldsProps) {
  return (
    <RowList
      name="State"
      rows={form.states}
      makeRow={() => ({ state: "", since: form.at.slice(0, 10), until: "" })}
      onChange={(states) => onChange({ states })}
    >
      {(state, change) => (
        <>
          <SuggestField
            label="State"
            className="sm:col-span-2 lg:max-xl:col-span-1"
            value={state.state}
            suggestions={knownStates}
            onChange={(name) => change({ state: name })}
          />
          <DateField label="Since" value={state.since} onChange={(since) => change({ since })} />
          <DateField
            label="Until"
            hint="Empty: not known"
            value={state.until}
            onChange={(until) => change({ until })}
          />
        </>
      )}
    </RowList>
  );
}
