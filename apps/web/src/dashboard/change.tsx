import type { Figure } from "@fairflow/contract";
import { changeWords } from "@fairflow/contract/share-words";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { isBetter } from "./better.ts";
import { changeOf, valueWords } from "./value-words.ts";

/** What would be told as 0 %. */
const LEAST = 0.005;

/** Whether it rose or fell since the month before, in words and by an arrow, never by colour alone. */
export function Change({ id, value, before }: Figure) {
  if (before === null || (before.kind === "share" && before.whole === 0)) return null;
  const change = changeOf(value, before);
  if (change === undefined) {
    return (
      <p className="text-xs text-ink-3 tabular-nums">{`${valueWords(before)} the month before`}</p>
    );
  }
  const better = isBetter(id, change);
  const Arrow = change < 0 ? ArrowDown : ArrowUp;
  return (
    <p className="text-xs text-ink-3 tabular-nums">
      {Math.abs(change) >= LEAST && (
        <span
          className={clsx(
            "mr-1 font-medium",
            better === undefined ? "text-ink-2" : better ? "text-ok" : "text-warn",
          )}
        >
          <Arrow aria-hidden className="mr-0.5 inline size-3.5 align-[-0.125em]" />
          {changeWords(change)}
        </span>
      )}
      {`from ${valueWords(before)}`}
    </p>
  );
}
