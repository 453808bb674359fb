import { Tooltip } from "@fairflow/ui";
import { Info } from "lucide-react";

export interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly definition: string;
  readonly note?: string;
  /** Shows who is behind it. */
  readonly onOpen?: (() => void) | undefined;
}

/** One number, with what it counts for who points at it or comes to it with the keyboard. */
export function Figure({ label, value, definition, note, onOpen }: FigureProps) {
  return (
    <div className="rounded-card border border-line px-3 py-2">
      <dt className="flex items-center gap-1 text-xs text-ink-3">
        {label}
        <Tooltip text={definition}>
          <button
            type="button"
            aria-label={`${label}: ${definition}`}
            className="flex size-6 items-center justify-center rounded-control text-ink-3 hover:text-ink"
          >
            <Info aria-hidden className="size-3.5" />
          </button>
        </Tooltip>
      </dt>
      <dd>
        {onOpen === undefined ? (
          <span className="block text-xl font-semibold break-words tabular-nums">{value}</span>
        ) : (
          <button
            type="button"
            aria-label={`${label}: ${value}. Show who they are`}
            onClick={onOpen}
            className="block rounded-control text-left text-xl font-semibold break-words tabular-nums underline decoration-line-strong underline-offset-4 hover:text-accent"
          >
            {value}
          </button>
        )}
        {note !== undefined && <span className="text-xs text-ink-3 tabular-nums">{note}</span>}
      </dd>
    </div>
  );
}
