import { SelectField, TextField } from "@fairflow/ui";
import { fileSetting, textSetting, withFileSetting } from "./mapping-draft.ts";
import type { MappingStepProps } from "./mapping-step.tsx";

const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
};

/** How the file is written: what was found, and what only a person can say. */
export function FileForm({ detected, mapping, onChange }: Omit<MappingStepProps, "onNext">) {
  return (
    <section className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <h2 className="text-base font-semibold">How the file is written</h2>
      <p className="text-sm text-ink-2">
        {`Divided by ${DELIMITERS[detected.delimiter] ?? detected.delimiter}, written in ${detected.encoding}, ${detected.columns.length} columns.`}
      </p>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          label="Dates look like"
          value={fileSetting(mapping, "dates")}
          placeholder="D/M/YYYY"
          hint="As in YYYY-MM-DD, D/M/YYYY or M/D/YYYY"
          onChange={({ target }) => onChange(withFileSetting(mapping, "dates", target.value))}
        />
        <SelectField
          label="Cents come after"
          value={fileSetting(mapping, "decimal") === "," ? "," : "."}
          options={[
            { value: ".", label: "a point: 12.50" },
            { value: ",", label: "a comma: 12,50" },
          ]}
          onChange={(value) => onChange(withFileSetting(mapping, "decimal", value))}
        />
        <SelectField
          label="The file lists"
          value={textSetting(mapping, "feed") === "full" ? "full" : "delta"}
          hint="A full file closes nothing by itself."
          options={[
            { value: "delta", label: "Only what is new or changed" },
            { value: "full", label: "Every open account" },
          ]}
          onChange={(feed) => onChange({ ...mapping, feed })}
        />
        <SelectField
          label="Overdue is"
          value={textSetting(mapping, "arrears")}
          options={[
            { value: "balance_once_due", label: "All of it, once the due date is past" },
            { value: "stated", label: "What the arrears column says" },
            { value: "whole_balance", label: "All of it, from the start" },
          ]}
          onChange={(arrears) => onChange({ ...mapping, arrears })}
        />
      </div>
    </section>
  );
}
