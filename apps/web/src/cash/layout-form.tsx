import { cashEndpoints, type OutputOf } from "@fairflow/contract";
import { Button, SelectField, Skeleton, TextField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { ColumnsGlance } from "./columns-glance.tsx";
import { draftOf, layoutOf, REMITTANCE_COLUMNS, STATEMENT_COLUMNS } from "./layout-draft.ts";

export interface LayoutFormProps {
  readonly fileId: string;
  readonly onSaved: (name: string) => void;
}

type Glance = OutputOf<typeof cashEndpoints.statementGlance>;
const NONE = "";

/** Says once which column of a bank's or agency's table is what. */
export function LayoutForm({ fileId, onSaved }: LayoutFormProps) {
  const glance = useQuery({
    ...ask(cashEndpoints.statementGlance, { params: { id: fileId } }),
    retry: false,
  });
  if (glance.isPending) return <Skeleton className="h-40" />;
  if (glance.isError) {
    return (
      <LoadFailed
        what="The table cannot be looked at"
        error={glance.error}
        onRetry={() => void glance.refetch()}
      />
    );
  }
  return <Columns glance={glance.data} onSaved={onSaved} />;
}

function Columns({
  glance,
  onSaved,
}: {
  readonly glance: Glance;
  readonly onSaved: (name: string) => void;
}) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(glance.guess));
  const save = useMutation({
    mutationFn: () => call(cashEndpoints.saveStatementLayout, layoutOf(draft)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [cashEndpoints.statementLayouts.path] });
      onSaved(draft.name.trim());
    },
  });
  const options = [
    { value: NONE, label: "Not in the file" },
    ...glance.columns.map((column) => ({ value: column, label: column })),
  ];
  const targets = draft.kind === "statement" ? STATEMENT_COLUMNS : REMITTANCE_COLUMNS;
  return (
    <div className="flex flex-col gap-4">
      <ColumnsGlance columns={glance.columns} rows={glance.sample} />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          label="Name of the layout"
          maxLength={100}
          value={draft.name}
          onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        />
        <SelectField
          label="What it is"
          value={draft.kind}
          options={[
            { value: "statement", label: "A bank's statement" },
            { value: "remittance", label: "An agency's list" },
          ]}
          onChange={(kind) =>
            setDraft({ ...draft, kind: kind === "remittance" ? "remittance" : "statement" })
          }
        />
        <TextField
          label="Currency"
          maxLength={3}
          value={draft.currency}
          onChange={({ target }) => setDraft({ ...draft, currency: target.value.toUpperCase() })}
        />
        <TextField
          label="How dates are written"
          hint="As in D/M/YYYY"
          value={draft.dates}
          onChange={({ target }) => setDraft({ ...draft, dates: target.value })}
        />
        <SelectField
          label="Decimals after"
          value={draft.decimal}
          options={[
            { value: ".", label: "a point: 1204.50" },
            { value: ",", label: "a comma: 1204,50" },
          ]}
          onChange={(decimal) => setDraft({ ...draft, decimal })}
        />
        {targets.map(({ target, label }) => (
          <SelectField
            key={target}
            label={label}
            value={draft.columns[target] ?? NONE}
            options={options}
            onChange={(column) =>
              setDraft({ ...draft, columns: { ...draft.columns, [target]: column } })
            }
          />
        ))}
        {draft.kind === "statement" && (
          <TextField
            label="Words for returned payments"
            hint="Set apart by commas, as in UNPAID, RETURNED"
            value={draft.returnWords}
            onChange={({ target }) => setDraft({ ...draft, returnWords: target.value })}
          />
        )}
      </div>
      <div className="flex items-center gap-3">
        <Button
          kind="primary"
          disabledReason={
            save.isPending
              ? "Just a moment"
              : draft.name.trim() === ""
                ? "Give it a name first"
                : undefined
          }
          onClick={() => save.mutate()}
        >
          Save the layout
        </Button>
        <WhyFailed error={save.error} />
      </div>
    </div>
  );
}
