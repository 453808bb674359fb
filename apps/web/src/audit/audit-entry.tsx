import type { AuditView } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatInstant } from "../server/format.ts";
import { actionText } from "./audit-words.ts";

export interface AuditEntryProps {
  readonly entry: AuditView;
  readonly zone: string | undefined;
}

/** One entry of the trail: who, what, to what, why, and each value before and after. */
export function AuditEntry({ entry, zone }: AuditEntryProps) {
  const { actor, action, subject, changes, reason, ip, sequence } = entry;
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3 md:grid-cols-[11rem_1fr]">
      <div className="text-sm text-ink-3">
        <time dateTime={new Date(entry.atMs).toISOString()}>{formatInstant(entry.atMs, zone)}</time>
        <p>
          {sequence === null ? "Not sealed yet" : `Sealed as ${sequence}`}
          {ip !== null && `, from ${ip}`}
        </p>
      </div>
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base">
          <span className="font-medium">{actionText(action)}</span>
          <span className="text-ink-2">{`by ${actor.name}`}</span>
          {actor.kind === "api" && <Badge>Other system</Badge>}
          <Object subject={subject} />
        </p>
        {reason !== null && <p className="text-base text-ink-2">{`“${reason}”`}</p>}
        {changes.length > 0 && (
          <details>
            <summary className="cursor-pointer text-sm font-medium text-ink-2">
              {changes.length === 1 ? "1 value changed" : `${changes.length} values changed`}
            </summary>
            <div className="mt-2 overflow-x-auto">
              <table className="text-sm">
                <caption className="sr-only">What it changed</caption>
                <thead className="text-xs text-ink-3">
                  <tr>
                    {["Value", "Before", "After"].map((title) => (
                      <th key={title} scope="col" className="pr-6 pb-1 text-left font-medium">
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody className="align-top">
                  {changes.map(({ field, before, after }) => (
                    <tr key={field}>
                      <th scope="row" className="pr-6 text-left font-normal text-ink-2">
                        {field}
                      </th>
                      <td className="max-w-80 pr-6 break-words">
                        {valueOf(before, "text-ink-3 line-through")}
                      </td>
                      <td className="max-w-80 break-words">{valueOf(after, "font-medium")}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        )}
      </div>
    </li>
  );
}

/** What it was done to, opened where it has a screen. */
function Object({ subject: { kind, id } }: Pick<AuditView, "subject">): ReactNode {
  const style = "text-sm text-accent hover:underline";
  if (kind === "flow") {
    return (
      <Link to="/flows/$id" params={{ id }} className={style}>
        Open the flow
      </Link>
    );
  }
  if (kind === "debtor") {
    return (
      <Link to="/debtors/$id" params={{ id }} className={style}>
        Open the person
      </Link>
    );
  }
  return <span className="text-sm break-all text-ink-3">{`${kind} ${id}`}</span>;
}

function valueOf(value: string | null, style: string): ReactNode {
  return value === null ? (
    <span className="text-ink-3">none</span>
  ) : (
    <span className={style}>{value}</span>
  );
}
