import { MOST_COUNTED, type endpoints, type OutputOf, type TaskView } from "@fairflow/contract";
import { clsx } from "clsx";

export interface ViewTabsProps {
  readonly view: TaskView;
  readonly counts: OutputOf<(typeof endpoints)["tasks"]>["counts"] | undefined;
  readonly onChange: (view: TaskView) => void;
}

const VIEWS: readonly {
  readonly id: TaskView;
  readonly label: string;
  readonly meaning: string;
}[] = [
  { id: "all", label: "All", meaning: "All open work" },
  { id: "mine", label: "Mine", meaning: "Work that you took or were given" },
  { id: "team", label: "My teams", meaning: "Work of the teams that you are in" },
  { id: "due", label: "Due today", meaning: "Due by the end of today, or late" },
  { id: "breaching", label: "Late", meaning: "Late, or late within the hour" },
  { id: "later", label: "Call-backs", meaning: "Promised for a later minute" },
];

/** Which work is shown, with how much there is. */
export function ViewTabs({ view, counts, onChange }: ViewTabsProps) {
  return (
    <div role="group" aria-label="Which work" className="flex flex-wrap gap-1.5">
      {VIEWS.map(({ id, label, meaning }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === view}
          title={meaning}
          onClick={() => onChange(id)}
          className={clsx(
            "inline-flex h-8 items-center gap-1.5 rounded-control border px-3 text-sm font-medium",
            id === view
              ? "border-accent bg-accent-soft text-accent"
              : "border-line-strong/60 bg-surface text-ink-2 hover:bg-sunken",
          )}
        >
          {label}
          {counts != null && <span className="tabular-nums">{countWords(counts[id])}</span>}
        </button>
      ))}
    </div>
  );
}

function countWords(count: number): string {
  return count < MOST_COUNTED ? String(count) : `${MOST_COUNTED - 1}+`;
}
