import { cashEndpoints, type CashAccount } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { SearchBox } from "../debtors/search-box.tsx";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { formatMoney } from "../server/format.ts";

export interface AccountSearchProps {
  /** What can be chosen of an account that was found. */
  readonly renderChoice: (account: CashAccount) => ReactNode;
}

/** Finds accounts by name, number or payment reference. */
export function AccountSearch({ renderChoice }: AccountSearchProps) {
  const [search, setSearch] = useState("");
  const found = useQuery({
    ...ask(cashEndpoints.cashAccounts, { query: { search } }),
    enabled: search.length >= 2,
  });
  const accounts = search.length < 2 ? [] : (found.data?.accounts ?? []);
  return (
    <div className="flex flex-col gap-2">
      <SearchBox label="Name, number or payment reference" value={search} onSearch={setSearch} />
      <WhyFailed error={found.error} />
      {search.length >= 2 && found.isSuccess && accounts.length === 0 && (
        <p className="text-sm text-ink-2">
          Nobody is found. Try the whole surname, or the client&apos;s number as it stands on the
          invoice.
        </p>
      )}
      {accounts.length > 0 && (
        <ul
          aria-label="Accounts that were found"
          className="max-h-56 divide-y divide-line overflow-y-auto rounded-card border border-line"
        >
          {accounts.map((account) => (
            <li key={account.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
              <div className="min-w-40 flex-1">
                <p className="font-medium">{`${account.debtor} ${account.reference}`.trim()}</p>
                <p className="text-sm text-ink-2 tabular-nums">
                  {`Owes ${formatMoney(account.balance)}, ${account.paymentReference}`}
                </p>
              </div>
              {renderChoice(account)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
