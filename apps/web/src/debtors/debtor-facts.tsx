import type { DebtorDetail } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { MaskedNote } from "../frame/masked-note.tsx";
import { formatDate, formatInstant, formatMoney } from "../server/format.ts";
import { AddressItem } from "./address-item.tsx";
import { FactCard } from "./fact-card.tsx";
import { holdName } from "./hold-name.ts";

export interface DebtorFactsProps {
  readonly debtor: DebtorDetail;
}

const RUN_STATES = { active: "Under way", held: "Held", ended: "Ended", parked: "Parked" } as const;

/** What is known of a debtor now: accounts, addresses, and where they stand in flows. */
export function DebtorFacts({ debtor }: DebtorFactsProps) {
  const { accounts, addresses, runs, zone } = debtor;
  return (
    <div className="flex flex-col gap-4">
      {debtor.masked && <MaskedNote and="addresses" />}
      <FactCard title={accounts.length === 1 ? "Account" : `${accounts.length} accounts`}>
        {accounts.map((account) => (
          <li key={account.id}>
            <p className="flex justify-between gap-3 font-medium">
              <span className="truncate">{account.reference}</span>
              <span className="tabular-nums">{formatMoney(account.arrears)}</span>
            </p>
            <p className="flex justify-between gap-3 text-sm text-ink-2">
              <span>
                {holdName(account.kind)}, {account.status}
              </span>
              <span className="tabular-nums">of {formatMoney(account.balance)}</span>
            </p>
            <p className="text-xs text-ink-3">
              {account.dueDate === null
                ? "No due date"
                : `${account.daysPastDue > 0 ? "Was due" : "Due"} ${formatDate(account.dueDate)}`}
              {account.daysPastDue > 0
                ? `, ${account.daysPastDue === 1 ? "1 day" : `${account.daysPastDue} days`} past due`
                : ""}
            </p>
          </li>
        ))}
      </FactCard>
      <FactCard title="Where they stand">
        {runs.length === 0 && <li className="text-sm text-ink-3">In no flow.</li>}
        {runs.map((run) => (
          <li key={`${run.flowId} ${run.version} ${run.sinceMs}`}>
            <p className="flex items-center gap-2">
              <Link
                to="/flows/$id"
                params={{ id: run.flowId }}
                search={{ mode: "live" }}
                className="truncate font-medium underline-offset-2 hover:underline"
              >
                {run.flowName}
              </Link>
              <Badge tone={run.status === "held" ? "hold" : "neutral"}>
                {RUN_STATES[run.status]}
              </Badge>
            </p>
            <p className="text-sm text-ink-2">
              {run.nodeName}
              {run.wakeAtMs === null ? "" : `, until ${formatInstant(run.wakeAtMs, zone)}`}
            </p>
          </li>
        ))}
      </FactCard>
      <FactCard title="Addresses">
        {addresses.length === 0 && <li className="text-sm text-ink-3">None is known.</li>}
        {addresses.map((address) => (
          <AddressItem key={address.id} address={address} />
        ))}
      </FactCard>
    </div>
  );
}
