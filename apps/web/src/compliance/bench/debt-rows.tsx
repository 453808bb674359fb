import { DateField, TextField } from "@fairflow/ui";
import { RowList } from "./row-list.tsx";
import type { BenchFieldsProps } from "./who-fields.tsx";

export function DebtRows({ form, onChange }: BenchFieldsProps) {
  return (
    <RowList
      name="Debt"
      least={1}
      rows={form.debts}
      makeRow={() => ({ type: "", defaultSince: "" })}
      onChange={(debts) => onChange({ debts })}
    >
      {(debt, change) => (
        <>
          <TextField
            label="Kind of debt"
            placeholder="nca_credit, medical"
            value={debt.type}
            onChange={({ target }) => change({ type: target.value })}
          />
          <DateField
            label="In default since"
            value={debt.defaultSince}
            onChange={(defaultSince) => change({ defaultSince })}
          />
        </>
      )}
    </RowList>
  );
}
