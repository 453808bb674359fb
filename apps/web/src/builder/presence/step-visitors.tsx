import type { NodeId } from "@fairflow/flow";
import { useStore } from "zustand";
import { useBuilder } from "../builder-context.ts";
import { initialsOf } from "./initials-of.ts";

export interface StepVisitorsProps {
  readonly id: NodeId;
}

/** Who else has this step open: a sign on it, so that two do not change it at once without knowing. */
export function StepVisitors({ id }: StepVisitorsProps) {
  const { presence } = useBuilder();
  // A text, so that a step is drawn again only when its own visitors change.
  const names = useStore(presence, ({ others }) =>
    others
      .filter(({ node }) => node === id)
      .map(({ name }) => name)
      .join(", "),
  );
  if (names === "") return null;
  return (
    <>
      <span className="pointer-events-none absolute -inset-1.5 rounded-node border-2 border-dashed border-hold" />
      <span
        title={`${names} has this step open`}
        className="absolute -top-3.5 right-3 flex h-5 max-w-32 items-center gap-1 rounded-full bg-hold-soft px-1.5 text-xs font-semibold text-hold"
      >
        <span className="sr-only">Open for</span>
        <span className="truncate">
          {names.includes(",") ? names.split(", ").map(initialsOf).join(", ") : names}
        </span>
      </span>
    </>
  );
}
