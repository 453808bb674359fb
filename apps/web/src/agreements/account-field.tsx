import type { DebtorDetail } from "@fairflow/contract";
import { SelectField } from "@fairflow/ui";
import { formatMoney } from "../server/format.ts";

export interface AccountFieldProps {
  readonly debtor: DebtorDetail;
  readonly value: string;
  readonly onChange: (accountId: string) => void;
}

/** The accounts on which something is owed. */
export function AccountField({ debtor, value, onChange }: AccountFieldProps) {
  return (
    <SelectField
      label="Account"
      value={value}
      options={debtor.accounts.map(({ id, reference, balance }) => ({
        value: id,
        label: `${reference}, ${formatMoney(balance)}`,
      }))}
      onChange={onChange}
    />
  );
}
