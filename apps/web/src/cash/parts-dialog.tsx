import type { CashAccount, Money } from "@fairflow/contract";
import { Button, Dialog, IconButton, TextField } from "@fairflow/ui";
import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { minorOf, typedAmount } from "../agreements/minor-of.ts";
import { WhyFailed } from "../frame/why-failed.tsx";
import { formatMoney } from "../server/format.ts";
import { AccountSearch } from "./account-search.tsx";

/** What of the money goes to an account. */
export interface Part {
  readonly accountId: string;
  readonly minor: number;
}

export interface PartsDialogProps {
  readonly title: string;
  readonly description: string;
  readonly action: string;
  /** All that can be put. */
  readonly amount: Money;
  /** What else must be done first. */
  readonly waitingFor?: string | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onConfirm: (parts: readonly Part[]) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

interface Row {
  readonly account: CashAccount;
  readonly text: string;
}

/** Divides money over accounts that are searched for. */
export function PartsDialog(props: PartsDialogProps) {
  const { title, description, action, amount, waitingFor, onConfirm, onClose } = props;
  const [rows, setRows] = useState<readonly Row[]>([]);
  const parts = rows.map(({ account, text }) => ({
    accountId: account.id,
    minor: minorOf(text, amount.currency) ?? 0,
  }));
  const put = parts.reduce((sum, { minor }) => sum + minor, 0);
  const left = { ...amount, minor: amount.minor - put };
  const add = (account: CashAccount) => {
    const minor = Math.max(0, Math.min(left.minor, account.balance.minor));
    setRows([...rows, { account, text: typedAmount(minor, amount.currency) }]);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={whyNot({ rows, left, isPending: props.isPending }) ?? waitingFor}
            onClick={() => onConfirm(parts)}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <AccountSearch
          renderChoice={(account) => (
            <Button
              disabledReason={whyNotAdd(account, rows, amount)}
              onClick={() => add(account)}
              aria-label={`Add ${account.reference}`}
            >
              Add
            </Button>
          )}
        />
        {rows.length > 0 && (
          <ul aria-label="Accounts that get it" className="flex flex-col gap-2">
            {rows.map((row) => (
              <li key={row.account.id} className="flex items-end gap-2">
                <TextField
                  className="flex-1"
                  label={`${row.account.debtor} ${row.account.reference}, owes ${formatMoney(row.account.balance)}`}
                  inputMode="decimal"
                  suffix={amount.currency}
                  problem={problemOf(row)}
                  value={row.text}
                  onChange={({ target }) =>
                    setRows(
                      rows.map((each) => (each === row ? { ...row, text: target.value } : each)),
                    )
                  }
                />
                <IconButton
                  label={`Leave out ${row.account.reference}`}
                  icon={<X className="size-4" />}
                  onClick={() => setRows(rows.filter((each) => each !== row))}
                />
              </li>
            ))}
          </ul>
        )}
        <p aria-live="polite" className="text-sm text-ink-2 tabular-nums">
          {`${formatMoney(amount)} in all, ${formatMoney(left)} left`}
        </p>
        {props.children}
        <WhyFailed error={props.error} />
      </div>
    </Dialog>
  );
}

function problemOf({ account, text }: Row): string | undefined {
  const minor = minorOf(text, account.balance.currency);
  if (minor === undefined || minor <= 0) return "Write an amount in figures";
  return minor > account.balance.minor ? "That is more than the account owes" : undefined;
}

function whyNot(of: {
  readonly rows: readonly Row[];
  readonly left: Money;
  readonly isPending: boolean;
}): string | undefined {
  if (of.isPending) return "Just a moment";
  if (of.rows.length === 0) return "Choose an account first";
  if (of.rows.some((row) => problemOf(row) !== undefined)) return "Mend the amounts first";
  return of.left.minor < 0 ? "That is more than there is" : undefined;
}

function whyNotAdd(account: CashAccount, rows: readonly Row[], amount: Money): string | undefined {
  if (rows.some((row) => row.account.id === account.id)) return "It is chosen already";
  if (account.balance.currency !== amount.currency) return "It is in another currency";
  return account.balance.minor <= 0 ? "It owes nothing" : undefined;
}
