import type { PreviewedStatement } from "@fairflow/contract";
import { Badge, Callout } from "@fairflow/ui";
import { formatCount, formatDate, formatMoney } from "../server/format.ts";

export interface PreviewedStatementsProps {
  readonly statements: readonly PreviewedStatement[];
}

/** What a file says, statement by statement, and what would become of it. */
export function PreviewedStatements({ statements }: PreviewedStatementsProps) {
  return (
    <ul aria-label="Statements in the file" className="flex flex-col gap-3">
      {statements.map((statement, index) => (
        <li
          key={`${statement.account} ${statement.number ?? index}`}
          className="rounded-card border border-line bg-surface p-4"
        >
          <Head statement={statement} />
          <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2 tabular-nums">
            <Figure label="Opens with" value={formatMoney(statement.opening)} />
            <Figure label="Closes with" value={formatMoney(statement.closing)} />
            <Figure label="Lines" value={linesOf(statement)} />
            {statement.kind === "bank" && (
              <>
                <Figure
                  label="Booked by itself"
                  value={`${formatCount(statement.automatic)}, ${formatMoney(statement.automaticSum)}`}
                />
                <Figure label="To the desk" value={formatCount(statement.desk)} />
              </>
            )}
          </dl>
          {statement.kind === "remittance" && (
            <p className="mt-2 text-sm text-ink-2">
              It waits until its deposit comes in by a bank statement, and takes its place.
            </p>
          )}
          {statement.gap !== null && (
            <div className="mt-3">
              <Callout tone="warn" title="It does not follow from the last one">
                {statement.gap}
              </Callout>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Head({ statement }: { readonly statement: PreviewedStatement }) {
  const { kind, account, number, closingOn, isKnown, isNewAccount } = statement;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <h2 className="text-lg font-semibold">
        {kind === "bank" ? `Account ${account}` : `List ${account}`}
      </h2>
      <span className="text-sm text-ink-2">
        {[
          number === null || kind === "remittance" ? undefined : `number ${number}`,
          closingOn === null ? undefined : `to ${formatDate(closingOn)}`,
        ]
          .filter((part) => part !== undefined)
          .join(", ")}
      </span>
      {isKnown && <Badge tone="info">Here already</Badge>}
      {isNewAccount && <Badge tone="warn">New bank account</Badge>}
    </div>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd className="font-semibold">{value}</dd>
    </div>
  );
}

function linesOf({ lines, knownLines }: PreviewedStatement): string {
  const known = knownLines === 0 ? "" : `, ${formatCount(knownLines)} known`;
  return `${formatCount(lines)}${known}`;
}
