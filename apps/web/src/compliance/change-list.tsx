import type { Change } from "@fairflow/contract";
import { CalendarClock, Hand } from "lucide-react";

export interface ChangeListProps {
  readonly changes: readonly Change[];
}

/** What would make the answer another: what time brings, and what somebody has to do. */
export function ChangeList({ changes }: ChangeListProps) {
  return (
    <ul className="flex flex-col gap-1.5">
      {changes.map(({ words, atMs }) => (
        <li key={`${words} ${atMs ?? ""}`} className="flex items-start gap-2 text-base">
          {atMs === null ? (
            <Hand aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
          ) : (
            <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
          )}
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
