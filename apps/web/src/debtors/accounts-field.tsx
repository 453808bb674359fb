import type { DebtorDetail } from "@fairflow/contract";
import { OneOrAllField } from "@fairflow/ui";

export interface AccountsFieldProps {
  readonly debtor: DebtorDetail;
  /** Undefined: all of them. */
  readonly value: string | undefined;
  readonly onChange: (accountId: string | undefined) => void;
}

/** For which of a debtor's accounts something is. */
export function AccountsField({ debtor, value, onChange }: AccountsFieldProps) {
  return (
    <OneOrAllField
      label="For"
      all="All their accounts"
      value={value}
      options={debtor.accounts.map(({ id, reference }) => ({ value: id, label: reference }))}
      onChange={onChange}
    />
  );
}
