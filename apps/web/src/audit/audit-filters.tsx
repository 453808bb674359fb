import { auditEndpoints, type AuditQuery } from "@fairflow/contract";
import { DateField, SelectField, TextField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { actionText } from "./audit-words.ts";

export interface AuditFiltersProps {
  readonly filter: AuditQuery;
  readonly onChange: (filter: AuditQuery) => void;
}

const EVERY = { value: "", label: "Everything" };

/** Who, what, to what and when: each narrows the list. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { data } = useQuery(ask(auditEndpoints.auditChoices, {}));
  const change = (part: keyof AuditQuery) => (value: string) =>
    onChange({ ...filter, [part]: value === "" ? undefined : value });
  const areas = [...new Set(data?.actions.map((action) => `${action.split(".")[0]}.`))];
  return (
    <div
      role="search"
      aria-label="Narrow the trail"
      className="grid gap-3 sm:grid-cols-2 lg:grid-cols-6"
    >
      <SelectField
        label="Who"
        value={filter.who ?? ""}
        options={[
          { value: "", label: "Everybody" },
          ...(data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={change("who")}
      />
      <SelectField
        label="What"
        value={filter.what ?? ""}
        options={[
          EVERY,
          {
            label: "All about",
            options: areas.map((area) => ({ value: area, label: actionText(area) })),
          },
          {
            label: "One action",
            options: (data?.actions ?? []).map((action) => ({
              value: action,
              label: actionText(action),
            })),
          },
        ]}
        onChange={change("what")}
      />
      <SelectField
        label="Object"
        value={filter.kind ?? ""}
        options={[
          EVERY,
          ...(data?.kinds ?? []).map((kind) => ({ value: kind, label: actionText(kind) })),
        ]}
        onChange={change("kind")}
      />
      <TextField
        label="Object’s id"
        value={filter.object ?? ""}
        maxLength={100}
        onChange={({ target }) => change("object")(target.value.trim())}
      />
      <DateField label="From" value={filter.from ?? ""} onChange={change("from")} />
      <DateField label="To" value={filter.to ?? ""} onChange={change("to")} />
    </div>
  );
}
