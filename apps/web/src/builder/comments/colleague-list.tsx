import type { Colleague } from "@fairflow/contract";
import { clsx } from "clsx";

export interface ColleagueListProps {
  readonly id: string;
  readonly optionId: (index: number) => string;
  readonly colleagues: readonly Colleague[];
  /** The index of the one that Enter takes. */
  readonly marked: number;
  readonly onTake: (colleague: Colleague) => void;
}

/** Whom an @ may mean. The text keeps the focus, and the keys. */
export function ColleagueList({ id, optionId, colleagues, marked, onTake }: ColleagueListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Colleagues"
      className="absolute inset-x-0 top-full z-20 mt-1 rounded-card border border-line bg-raised p-1 shadow-high"
    >
      {colleagues.map((colleague, index) => (
        // The text area takes the keys for all options.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={colleague.id}
          id={optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === marked}
          // The focus stays in the text.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(colleague)}
          className={clsx(
            "cursor-default truncate rounded-control px-2 py-1 text-base",
            index === marked ? "bg-accent-soft text-accent" : "text-ink hover:bg-sunken",
          )}
        >
          {colleague.name}
        </div>
      ))}
    </div>
  );
}
