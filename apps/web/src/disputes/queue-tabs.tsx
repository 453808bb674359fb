import type { DisputeQueue, disputeEndpoints, OutputOf } from "@fairflow/contract";
import { clsx } from "clsx";

export interface QueueTabsProps {
  readonly queue: DisputeQueue;
  readonly counts: OutputOf<(typeof disputeEndpoints)["disputes"]>["counts"] | undefined;
  readonly onChange: (queue: DisputeQueue) => void;
}

const QUEUES: readonly { readonly id: DisputeQueue; readonly label: string }[] = [
  { id: "all", label: "All open" },
  { id: "due", label: "Due soon" },
  { id: "mine", label: "Mine" },
  { id: "unassigned", label: "Nobody’s" },
  { id: "decided", label: "Decided" },
];

/** Which of them are shown, with how many there are. */
export function QueueTabs({ queue, counts, onChange }: QueueTabsProps) {
  return (
    <div role="group" aria-label="Queue" className="flex flex-wrap gap-1.5">
      {QUEUES.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === queue}
          onClick={() => onChange(id)}
          className={clsx(
            "inline-flex h-8 items-center gap-1.5 rounded-control border px-3 text-sm font-medium",
            id === queue
              ? "border-accent bg-accent-soft text-accent"
              : "border-line-strong/60 bg-surface text-ink-2 hover:bg-sunken",
          )}
        >
          {label}
          {id !== "decided" && counts !== undefined && (
            <span className="tabular-nums">{counts[id]}</span>
          )}
        </button>
      ))}
    </div>
  );
}
