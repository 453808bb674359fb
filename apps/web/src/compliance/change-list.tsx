import type { Change } from "@fairflow/contract";
import { CalendarClock, Hand } from "lucide-react";
import { formatInstant } from "../server/format.ts";

export interface ChangeListProps {
  readonly changes: readonly Change[];
  readonly zone: string | undefined;
}

/** What would make the answer another: what time brings, and what somebody has to do. */
export function ChangeList({ changes, zone }: ChangeListProps) {
  return (
    <ul className="flex flex-col gap-1.5">
      {changes.map(({ words, atMs }) => (
        <li key={`${words} ${atMs ?? ""}`} className="flex items-start gap-2 text-base">
          {atMs === null ? (
            <Hand aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
          ) : (
            <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
          )}
          <span>
            {words}
            {atMs !== null && (
              <span className="text-ink-3">{` (${formatInstant(atMs, zone)})`}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
