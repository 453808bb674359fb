import type { WeekPart } from "@fairflow/contract";
import { clsx } from "clsx";
import type { KeyboardEvent } from "react";
import { lookOf, weekLooks } from "./week-look.ts";

export interface WeekBlockProps {
  readonly part: WeekPart;
  /** As in `Tuesday 24 November, 08:00 to 20:00: allowed`. */
  readonly label: string;
  readonly isShown: boolean;
  /** It is the one that Tab comes to. */
  readonly isStop: boolean;
  readonly onShow: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

const MINUTES = 1440;

/** Part of a day, as tall as it is long. */
export function WeekBlock({ part, label, isShown, isStop, onShow, onKeyDown }: WeekBlockProps) {
  const { fromMinute, toMinute } = part;
  const { style, Icon } = weekLooks[lookOf(part)];
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isShown}
      tabIndex={isStop ? 0 : -1}
      data-from={part.fromMs}
      onClick={onShow}
      onFocus={onShow}
      // Not when it comes under a pointer that rests: whoever walks by key makes the page scroll.
      onPointerMove={onShow}
      onKeyDown={onKeyDown}
      style={{
        top: `${(100 * fromMinute) / MINUTES}%`,
        height: `${(100 * (toMinute - fromMinute)) / MINUTES}%`,
      }}
      className={clsx(
        "absolute inset-x-0 flex flex-col items-center overflow-hidden border-y border-line pt-0.5 text-xs focus-visible:z-1 focus-visible:-outline-offset-2",
        style,
        isShown && "z-1 outline-2 -outline-offset-2 outline-accent",
      )}
    >
      {toMinute - fromMinute >= 60 && <Icon aria-hidden className="size-3.5 shrink-0" />}
    </button>
  );
}
