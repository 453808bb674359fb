import type { MoveKind, MovePreview } from "@fairflow/contract";
import { Badge, Tooltip } from "@fairflow/ui";
import { clsx } from "clsx";
import { formatCount } from "../../server/format.ts";
import { KIND_ORDER, KINDS } from "./move-words.ts";

export interface PreviewTotalsProps {
  readonly preview: MovePreview;
  /** The kind whose people are listed. */
  readonly shown: MoveKind | undefined;
  readonly onShow: (kind: MoveKind | undefined) => void;
}

/** How many come to what; each number opens its people. */
export function PreviewTotals({ preview, shown, onShow }: PreviewTotalsProps) {
  const kinds = KIND_ORDER.filter((kind) => (preview.totals[kind] ?? 0) > 0);
  return (
    <section aria-label="What becomes of them" className="flex flex-wrap gap-2">
      {kinds.length === 0 && (
        <p className="text-base text-ink-2">Nobody is in this version any more.</p>
      )}
      {kinds.map((kind) => {
        const { many, meaning, tone } = KINDS[kind];
        return (
          <Tooltip key={kind} text={meaning}>
            <button
              type="button"
              aria-pressed={shown === kind}
              onClick={() => onShow(shown === kind ? undefined : kind)}
              className={clsx(
                "flex min-w-36 flex-col items-start gap-1 rounded-card border bg-surface px-3 py-2 text-left",
                shown === kind ? "border-accent" : "border-line hover:bg-sunken",
              )}
            >
              <span className="text-xl leading-6 font-semibold tabular-nums">
                {formatCount(preview.totals[kind] ?? 0)}
              </span>
              <Badge tone={tone}>{many}</Badge>
            </button>
          </Tooltip>
        );
      })}
    </section>
  );
}
