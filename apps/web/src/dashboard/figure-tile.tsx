import { FIGURE_WORDS, type DashboardScope, type Figure } from "@fairflow/contract";
import { Tooltip } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { Info } from "lucide-react";
import { Change } from "./change.tsx";
import { shareNote, valueWords } from "./value-words.ts";

export interface FigureTileProps {
  readonly figure: Figure;
  readonly scope: DashboardScope;
}

/** One number, what it was a month before, what it counts; it opens what is behind it. */
export function FigureTile({ figure: { id, value, before }, scope }: FigureTileProps) {
  const { name, definition, of } = FIGURE_WORDS[id];
  const note = shareNote(value, of);
  return (
    <article className="relative flex min-w-0 break-inside-avoid flex-col gap-0.5 rounded-card border border-line bg-surface p-3 hover:border-line-strong">
      <h3 className="flex items-center gap-1 text-sm text-ink-2">
        <Link
          to="/dashboard/$figure"
          params={{ figure: id }}
          search={scope}
          className="rounded-control after:absolute after:inset-0 after:rounded-card hover:text-ink"
        >
          {name}
        </Link>
        <Tooltip text={definition}>
          <button
            type="button"
            aria-label={`${name}: ${definition}`}
            className="relative z-1 flex size-6 shrink-0 items-center justify-center rounded-control text-ink-3 hover:text-ink print:hidden"
          >
            <Info aria-hidden className="size-3.5" />
          </button>
        </Tooltip>
      </h3>
      <p className="text-xl font-semibold break-words tabular-nums">{valueWords(value)}</p>
      {note !== undefined && <p className="text-xs text-ink-3 tabular-nums">{note}</p>}
      <Change id={id} value={value} before={before} />
    </article>
  );
}
