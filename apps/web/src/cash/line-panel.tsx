import { cashEndpoints, type CashLine } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { ask } from "../server/ask.ts";
import { formatDate, formatMoney } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { AllocationList } from "./allocation-list.tsx";
import { titleOf } from "./cash-words.ts";
import { PANEL_ID } from "./focus-proposal.ts";
import { LineActs } from "./line-acts.tsx";

export interface LinePanelProps {
  readonly id: string;
  /** Nothing is left of it to be put anywhere. */
  readonly onSettled: () => void;
}

/** One bank line: what it says, what it may be meant for, and all that was done with it. */
export function LinePanel({ id, onSettled }: LinePanelProps) {
  const line = useQuery(ask(cashEndpoints.cashLine, { params: { id } }));
  const { role } = useUser();
  const canAct = role === "admin" || role === "specialist";
  return (
    <section
      id={PANEL_ID}
      aria-label="The bank line"
      className="flex flex-col gap-5 rounded-card border border-line bg-surface p-5 lg:sticky lg:top-4"
    >
      <NotLoaded query={line} what="This line could not be opened" className="h-64" />
      {line.data !== undefined && (
        <>
          <LineFacts line={line.data} />
          {line.data.rest.minor !== 0 && (
            <LineActs line={line.data} canAct={canAct} onSettled={onSettled} />
          )}
          <AllocationList line={line.data} canAct={canAct} />
        </>
      )}
    </section>
  );
}

const LABEL = "text-ink-3";

function LineFacts({ line }: { readonly line: CashLine }) {
  const { amount, rest, texts, payerAccount, valueDate, bookingDate, bankReference } = line;
  const isPart = rest.minor !== 0 && rest.minor !== amount.minor;
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="min-w-0 text-lg font-semibold break-words">{titleOf(line)}</h2>
        <p className="text-xl font-semibold tabular-nums">{formatMoney(amount)}</p>
      </div>
      {isPart && (
        <p className="text-right text-sm text-ink-2 tabular-nums">
          {`${formatMoney(rest)} of it is left`}
        </p>
      )}
      <dl className="mt-3 grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-base">
        <dt className={LABEL}>Written on it</dt>
        <dd className="break-words">{texts.length === 0 ? "Nothing" : texts.join(" / ")}</dd>
        {payerAccount !== "" && (
          <>
            <dt className={LABEL}>From account</dt>
            <dd className="tabular-nums">{payerAccount}</dd>
          </>
        )}
        <dt className={LABEL}>Counts from</dt>
        <dd className="tabular-nums">{formatDate(valueDate)}</dd>
        <dt className={LABEL}>Bank wrote it</dt>
        <dd className="tabular-nums">{formatDate(bookingDate)}</dd>
        {bankReference !== null && (
          <>
            <dt className={LABEL}>Bank&apos;s number</dt>
            <dd className="break-words">{bankReference}</dd>
          </>
        )}
        <dt className={LABEL}>{line.isRemittance ? "Agency's list" : "Our account"}</dt>
        <dd className="break-words">{`${line.account}, ${line.fileName} line ${line.fileLine}`}</dd>
      </dl>
    </div>
  );
}
