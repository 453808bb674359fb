import type { NodeId } from "@fairflow/flow";
import { useLive } from "../builder-context.ts";
import { formatCount } from "../../server/format.ts";
import { countsOf } from "../live-store.ts";

export interface LiveNumbersProps {
  readonly id: NodeId;
  readonly isShort?: boolean;
}

/** How many people came into a step, are there now, and went on. */
export function LiveNumbers({ id, isShort = false }: LiveNumbersProps) {
  const entered = useLive((state) => countsOf(state, id)?.entered);
  const present = useLive((state) => countsOf(state, id)?.present);
  if (entered === undefined || present === undefined) {
    return <span className="text-ink-3">No numbers yet</span>;
  }
  if (isShort) {
    return <span className="text-3xl font-semibold tabular-nums">{formatCount(present)}</span>;
  }
  return (
    <span className="flex min-w-0 justify-between gap-2 whitespace-nowrap text-ink-2 tabular-nums">
      <span title="Entered since this version went live">
        in <b className="font-semibold text-ink">{formatCount(entered)}</b>
      </span>
      <span title="Here now" className={present > 0 ? "text-hold" : ""}>
        here <b className="font-semibold">{formatCount(present)}</b>
      </span>
      <span title="Went on or ended here">
        left <b className="font-semibold text-ink">{formatCount(entered - present)}</b>
      </span>
    </span>
  );
}
