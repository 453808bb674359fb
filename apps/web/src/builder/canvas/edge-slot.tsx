import type { ExitRef } from "@fairflow/flow";
import { clsx } from "clsx";
import { Plus } from "lucide-react";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";

export interface EdgeSlotProps {
  readonly exits: readonly ExitRef[];
  readonly selected: boolean;
}

/** The plus on an edge, which puts a step there. */
export function EdgeSlot({ exits, selected }: EdgeSlotProps) {
  const { view } = useBuilder();
  const [after, ...also] = exits;
  const show = useUi((state) => state.show);
  const isTarget = useUi(
    ({ dropSlot: [slot] }) =>
      slot !== undefined && slot.from === after?.from && slot.exit === after.exit,
  );
  const title = useDocument(({ flow }) =>
    after === undefined ? undefined : view(flow, after.from)?.title,
  );
  if (after === undefined) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`Add step after ${title ?? ""}`}
      onClick={() => show({ quickAdd: { after, also } })}
      className={clsx("slot", selected && "slot-selected", isTarget && "slot-target")}
    >
      <Plus aria-hidden className="size-3.5" />
    </button>
  );
}
