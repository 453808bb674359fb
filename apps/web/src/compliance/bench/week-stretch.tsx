import { clsx } from "clsx";
import { Ban, CircleCheck, Clock } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { Stretch } from "./week-days.ts";

export interface WeekStretchProps {
  readonly stretch: Stretch;
  /** What a closed stretch is: one that ends, or one that only an event ends. */
  readonly closed: "deferred" | "forbidden";
  /** As in `Tuesday 24 November, 08:00 to 20:00: allowed`. */
  readonly label: string;
  readonly isShown: boolean;
  /** It is the one that Tab comes to. */
  readonly isStop: boolean;
  readonly onShow: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

const MINUTES = 1440;
/** Hatching, so that open and closed differ without colour. */
const HATCHED =
  "bg-[repeating-linear-gradient(135deg,transparent_0_5px,color-mix(in_srgb,currentColor_22%,transparent)_5px_6px)]";
const CROSSED =
  "bg-[repeating-linear-gradient(135deg,transparent_0_9px,color-mix(in_srgb,currentColor_28%,transparent)_9px_10px),repeating-linear-gradient(45deg,transparent_0_9px,color-mix(in_srgb,currentColor_28%,transparent)_9px_10px)]";
const LOOKS = {
  open: { look: "bg-ok-soft text-ok", Icon: CircleCheck },
  deferred: { look: `bg-surface text-hold ${HATCHED}`, Icon: Clock },
  forbidden: { look: `bg-surface text-bad ${CROSSED}`, Icon: Ban },
} as const;

/** Part of a day, as tall as it is long. */
export function WeekStretch({
  stretch,
  closed,
  label,
  isShown,
  isStop,
  onShow,
  onKeyDown,
}: WeekStretchProps) {
  const { fromMinute, toMinute, state } = stretch;
  const place = {
    top: `${(100 * fromMinute) / MINUTES}%`,
    height: `${(100 * (toMinute - fromMinute)) / MINUTES}%`,
  };
  if (state === "outside") {
    return <span aria-hidden className="absolute inset-x-0 bg-sunken" style={place} />;
  }
  const { look, Icon } = LOOKS[state === "open" ? "open" : closed];
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isShown}
      tabIndex={isStop ? 0 : -1}
      data-from={stretch.fromMs}
      onFocus={onShow}
      onMouseEnter={onShow}
      onKeyDown={onKeyDown}
      style={place}
      className={clsx(
        "absolute inset-x-0 flex flex-col items-center overflow-hidden border-y border-line pt-0.5 text-xs focus-visible:z-1 focus-visible:-outline-offset-2",
        look,
        isShown && "z-1 outline-2 -outline-offset-2 outline-accent",
      )}
    >
      {toMinute - fromMinute >= 60 && <Icon aria-hidden className="size-3.5 shrink-0" />}
    </button>
  );
}
