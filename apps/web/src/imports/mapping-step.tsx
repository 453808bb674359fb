import { endpoints, type ImportDetection } from "@fairflow/contract";
import { Button, SelectField, TextField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { toast } from "sonner";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { ColumnTable } from "./column-table.tsx";
import { FileForm } from "./file-form.tsx";
import {
  columnsOf,
  constantOf,
  textSetting,
  withConstant,
  type MappingDraft,
} from "./mapping-draft.ts";
import { OverlookedColumns } from "./overlooked-columns.tsx";
import { constantFields } from "./target-fields.ts";

export interface MappingStepProps {
  readonly detected: z.infer<typeof ImportDetection>["detected"];
  readonly mapping: MappingDraft;
  readonly onChange: (mapping: MappingDraft) => void;
  readonly onNext: () => void;
}

/** Which column is what; what is the same for all rows; and how the file is written. */
export function MappingStep({ detected, mapping, onChange, onNext }: MappingStepProps) {
  const client = useQueryClient();
  const saved = useQuery(ask(endpoints.mappings, {}));
  const name = textSetting(mapping, "name");
  const save = useMutation({
    mutationFn: () =>
      call(endpoints.saveMapping, {
        params: { name: name.trim() },
        body: { mapping: { ...mapping } },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [endpoints.mappings.path] });
      toast.success(`Saved as "${name.trim()}"`);
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  const mapped = columnsOf(mapping);
  return (
    <div className="flex flex-col gap-6">
      {saved.data !== undefined && saved.data.mappings.length > 0 && (
        <SelectField
          label="Take a saved map"
          className="max-w-80"
          value=""
          placeholder="Files of this kind are already known"
          options={saved.data.mappings.map((each) => ({ value: each.name, label: each.name }))}
          onChange={(chosen) => {
            const found = saved.data.mappings.find((each) => each.name === chosen);
            if (found !== undefined) onChange(found.mapping);
          }}
        />
      )}
      <FileForm detected={detected} mapping={mapping} onChange={onChange} />
      <OverlookedColumns detected={detected} mapping={mapping} onChange={onChange} />
      <ColumnTable detected={detected} mapping={mapping} onChange={onChange} />
      <section className="rounded-card border border-line bg-surface p-4">
        <h2 className="text-base font-semibold">The same for every row</h2>
        <p className="mb-3 text-sm text-ink-2">
          What the file does not say. A column that says it wins where its cell is filled.
        </p>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {constantFields
            .filter(({ id }) => !mapped.has(id))
            .map(({ id, label }) => (
              <TextField
                key={id}
                label={label}
                value={constantOf(mapping, id)}
                hint={NEEDED.has(id) && constantOf(mapping, id) === "" ? "Needed" : undefined}
                placeholder={EXAMPLES[id] ?? ""}
                onChange={({ target }) => onChange(withConstant(mapping, id, target.value))}
              />
            ))}
        </div>
      </section>
      <footer className="flex flex-wrap items-end gap-2">
        <TextField
          label="Name of this map"
          className="w-64"
          value={name}
          maxLength={100}
          onChange={({ target }) => onChange({ ...mapping, name: target.value })}
        />
        <Button
          disabledReason={
            save.isPending ? "Saving" : name.trim() === "" ? "Give the map a name" : undefined
          }
          onClick={() => save.mutate()}
        >
          Save it for the next file
        </Button>
        <Button kind="primary" className="ml-auto" onClick={onNext}>
          Look at the rows
        </Button>
      </footer>
    </div>
  );
}

/** Every row must have these, from a column or from here. */
const NEEDED: ReadonlySet<string> = new Set(["debtor.zone", "debtor.language", "account.currency"]);

const EXAMPLES: Readonly<Record<string, string>> = {
  "debtor.kind": "person",
  "debtor.country": "ZA",
  "debtor.subdivision": "ZA-GP",
  "debtor.zone": "Africa/Johannesburg",
  "debtor.language": "en",
  "debtor.preferred_channel": "sms",
  "account.kind": "invoice",
  "account.currency": "ZAR",
  "account.collector": "first_party",
};
