import { endpoints, testRunEndpoints, type Tested } from "@fairflow/contract";
import { Button, Skeleton } from "@fairflow/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Shuffle } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { SearchBox } from "../../debtors/search-box.tsx";
import { ask } from "../../server/ask.ts";
import { call } from "../../server/call.ts";
import { formatMoney } from "../../server/format.ts";
import { messageOf } from "../../server/request-failed.ts";
import type { TestSetup } from "./test-setup.ts";

export interface DebtorPickerProps {
  readonly setup: TestSetup;
  readonly onChange: (setup: TestSetup) => void;
  readonly flowId: string;
  readonly tested: Tested;
}

const SHOWN = 8;

/** Chooses a debtor by search, masked as elsewhere, and one of their accounts; or draws one whom the start would take in. */
export function DebtorPicker({ setup, onChange, flowId, tested }: DebtorPickerProps) {
  const [search, setSearch] = useState("");
  const [debtorId, setDebtorId] = useState<string>();
  const found = useQuery(ask(endpoints.debtors, { query: search === "" ? {} : { search } }));
  const chosen = setup.who.kind === "debtor" ? setup.who.accountId : undefined;
  const choose = (accountId: string, whoName: string) =>
    onChange({ ...setup, who: { kind: "debtor", accountId }, whoName, answers: [] });
  const draw = useMutation({
    mutationFn: () =>
      call(testRunEndpoints.batchSample, {
        params: { id: flowId },
        body: { tested, who: "admitted", limit: 100 },
      }),
    onSuccess: ({ accounts }) => {
      // Another one each time.
      const others = accounts.filter((id) => id !== chosen);
      const next = others[Math.floor(Math.random() * others.length)];
      if (next === undefined) toast("The start would take in nobody now");
      else choose(next, "Drawn by lot");
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <div className="flex flex-col gap-3">
      <Button
        icon={<Shuffle aria-hidden className="size-4" />}
        onClick={() => draw.mutate()}
        disabledReason={draw.isPending ? "Drawing" : undefined}
        className="w-full"
      >
        Somebody the start takes in
      </Button>
      {setup.whoName !== "" && (
        <p className="text-sm">
          Tested: <b className="font-semibold">{setup.whoName}</b>
        </p>
      )}
      <SearchBox label="Search debtors" value={search} onSearch={setSearch} />
      {found.isPending && <Skeleton className="h-40" />}
      {found.isError && <p className="text-sm text-bad">{messageOf(found.error)}</p>}
      {found.data?.debtors.length === 0 && (
        <p className="text-sm text-ink-3">Nobody is found by that.</p>
      )}
      <ul className="flex flex-col gap-1" aria-label="Debtors">
        {found.data?.debtors.slice(0, SHOWN).map((debtor) => (
          <li key={debtor.id}>
            <button
              type="button"
              aria-expanded={debtorId === debtor.id}
              onClick={() => setDebtorId(debtorId === debtor.id ? undefined : debtor.id)}
              className={clsx(
                "flex w-full flex-col rounded-control border px-2.5 py-1.5 text-left",
                debtorId === debtor.id ? "border-accent" : "border-line hover:bg-sunken",
              )}
            >
              <span className="text-sm font-medium">{debtor.name}</span>
              <span className="text-xs text-ink-3 tabular-nums">
                {debtor.reference}, {formatMoney(debtor.arrears)} overdue
              </span>
            </button>
            {debtorId === debtor.id && (
              <AccountList
                debtorId={debtor.id}
                chosen={chosen}
                onChoose={(accountId, reference) =>
                  choose(accountId, `${debtor.name}, ${reference}`)
                }
              />
            )}
          </li>
        ))}
      </ul>
      {found.data?.masked === true && (
        <p className="text-xs text-ink-3">
          Names and numbers are hidden from your role, in messages too.
        </p>
      )}
    </div>
  );
}

interface AccountListProps {
  readonly debtorId: string;
  readonly chosen: string | undefined;
  readonly onChoose: (accountId: string, reference: string) => void;
}

function AccountList({ debtorId, chosen, onChoose }: AccountListProps) {
  const debtor = useQuery(ask(endpoints.debtor, { params: { id: debtorId } }));
  if (debtor.isPending) return <Skeleton className="mt-1 h-10" />;
  if (debtor.isError) return <p className="text-sm text-bad">{messageOf(debtor.error)}</p>;
  const open = debtor.data.accounts.filter(({ status }) => status !== "closed");
  if (open.length === 0) return <p className="p-2 text-sm text-ink-3">No open account.</p>;
  return (
    <ul className="mt-1 flex flex-col gap-1 pl-3" aria-label="Accounts">
      {open.map(({ id, reference, arrears, daysPastDue }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={id === chosen}
            onClick={() => onChoose(id, reference)}
            className={clsx(
              "w-full rounded-control border px-2.5 py-1 text-left text-sm tabular-nums",
              id === chosen
                ? "border-accent bg-accent-soft font-medium text-accent"
                : "border-line hover:bg-sunken",
            )}
          >
            {reference}: {formatMoney(arrears)}
            <span className="text-xs text-ink-3">, {daysPastDue} days</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
