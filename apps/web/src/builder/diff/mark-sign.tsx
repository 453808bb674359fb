import type { DiffMark } from "@fairflow/flow";
import { clsx } from "clsx";
import { Minus, Pencil, Plus } from "lucide-react";
import { MARK_WORDS } from "../step-label.ts";

export interface MarkSignProps {
  readonly mark: DiffMark;
  /** On the edge of a step that is drawn near or from afar, rather than within a line of text. */
  readonly on?: "step" | "far-step";
}

const LOOKS: Readonly<Record<DiffMark, string>> = {
  added: "border-ok bg-ok-soft text-ok",
  removed: "border-bad bg-bad-soft text-bad",
  changed: "border-warn bg-warn-soft text-warn",
};
const ICONS = { added: Plus, removed: Minus, changed: Pencil } as const;

/** A sign and a word for what became of a step: never colour alone. */
export function MarkSign({ mark, on }: MarkSignProps) {
  const Icon = ICONS[mark];
  return (
    <span
      className={clsx(
        "inline-flex shrink-0 items-center rounded-full border font-semibold",
        LOOKS[mark],
        on === "far-step"
          ? "absolute -top-8 left-2 h-16 gap-2 border-4 px-4 text-3xl"
          : "h-5 gap-1 px-1.5 text-xs",
        on === "step" && "absolute -top-3 left-3",
      )}
    >
      <Icon aria-hidden className={on === "far-step" ? "size-9" : "size-3"} strokeWidth={2.5} />
      {MARK_WORDS[mark]}
    </span>
  );
}
