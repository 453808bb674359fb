export interface OpensPeopleProps {
  readonly text: string;
  /** What the figure is, as in `Accounts, 1 to 30 days`. */
  readonly label: string;
  readonly onOpen: () => void;
}

/** A figure that shows the people behind it. */
export function OpensPeople({ text, label, onOpen }: OpensPeopleProps) {
  return (
    <button
      type="button"
      aria-label={`${text}: ${label}`}
      title="Show the people"
      className="min-h-6 rounded-control tabular-nums underline decoration-line-strong underline-offset-2 hover:text-accent"
      onClick={onOpen}
    >
      {text}
    </button>
  );
}
