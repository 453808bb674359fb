import { Tooltip } from "@fairflow/ui";
import { useStore } from "zustand";
import { useBuilder, useDocument } from "../builder-context.ts";
import { initialsOf } from "./initials-of.ts";

/** Whoever else has this draft open, and where. */
export function PresentPeople() {
  const { presence, view } = useBuilder();
  const others = useStore(presence, (state) => state.others);
  const flow = useDocument((state) => state.flow);
  if (others.length === 0) return null;
  return (
    <ul aria-label="Also here" className="flex items-center -space-x-1">
      {others.map(({ windowId, name, node }) => {
        const step = node === null ? undefined : view(flow, node)?.title;
        const words = step === undefined ? `${name} is here too` : `${name} is at “${step}”`;
        return (
          <li key={windowId}>
            <Tooltip text={words}>
              <button
                type="button"
                aria-label={words}
                className="flex size-7 items-center justify-center rounded-full border-2 border-surface bg-hold-soft text-xs font-semibold text-hold"
              >
                {initialsOf(name)}
              </button>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
