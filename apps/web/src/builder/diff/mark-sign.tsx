import type { DiffMark } from "@fairflow/flow";
import { clsx } from "clsx";
import { Minus, Pencil, Plus } from "lucide-react";
import { MARK_WORDS } from "../step-label.ts";

export interface MarkSignProps {
  readonly mark: DiffMark;
  /** Within a line of text, rather than on the edge of a step. */
  readonly isInline?: boolean;
}

const LOOKS: Readonly<Record<DiffMark, string>> = {
  added: "border-ok bg-ok-soft text-ok",
  removed: "border-bad bg-bad-soft text-bad",
  changed: "border-warn bg-warn-soft text-warn",
};
const ICONS = { added: Plus, removed: Minus, changed: Pencil } as const;

/** A sign and a word for what became of a step: never colour alone. */
export function MarkSign({ mark, isInline = false }: MarkSignProps) {
  const Icon = ICONS[mark];
  return (
    <span
      className={clsx(
        "inline-flex h-5 shrink-0 items-center gap-1 rounded-full border px-1.5 text-xs font-semibold",
        LOOKS[mark],
        !isInline && "absolute -top-3 left-3",
      )}
    >
      <Icon aria-hidden className="size-3" strokeWidth={2.5} />
      {MARK_WORDS[mark]}
    </span>
  );
}
