import { Button, Dialog } from "@fairflow/ui";
import { useState } from "react";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { useFocusStep } from "../canvas/use-focus-step.ts";
import { moveSlots } from "../commands/move-slots.ts";
import { moveStepBehind } from "../commands/move-step.ts";

/** Moving without a drag: the places between other steps, to choose from. */
export function MoveDialog() {
  const builder = useBuilder();
  const { ui, view } = builder;
  const id = useUi((state) => state.moving);
  const flow = useDocument((state) => state.flow);
  const [words, setWords] = useState("");
  const focusStep = useFocusStep();
  const step = id === undefined ? undefined : view(flow, id);
  if (id === undefined || step === undefined) return null;
  const close = () => {
    ui.getState().show({ moving: undefined });
    setWords("");
  };
  const wanted = words.trim().toLowerCase();
  const slots = moveSlots(builder, id).filter(({ title, hint }) =>
    `${title} ${hint ?? ""}`.toLowerCase().includes(wanted),
  );
  return (
    <Dialog
      open
      onClose={close}
      title={`Move “${step.title}”`}
      description="Where it leaves, the steps before and behind it are joined."
      actions={<Button onClick={close}>Leave it where it is</Button>}
    >
      <input
        type="search"
        autoFocus
        aria-label="Find a place"
        placeholder="Find a place"
        value={words}
        onChange={({ target }) => setWords(target.value)}
        className="mb-2 h-8 w-full rounded-control border border-line-strong/60 bg-surface px-2.5 text-base"
      />
      <ul className="flex max-h-80 flex-col overflow-y-auto">
        {slots.map(({ after, title, hint }) => (
          <li key={`${after[0]?.from} ${after[0]?.exit}`}>
            <button
              type="button"
              onClick={() => {
                setWords("");
                moveStepBehind(builder, id, after);
                focusStep(id);
              }}
              className="flex w-full flex-col rounded-control px-2 py-1.5 text-left hover:bg-sunken"
            >
              <span className="text-base">{title}</span>
              <span className="text-xs text-ink-3">{hint ?? "at an open end"}</span>
            </button>
          </li>
        ))}
      </ul>
      {slots.length === 0 && (
        <p className="py-4 text-base text-ink-3">
          {step.role === "step"
            ? "There is no other place for it."
            : `“${step.title}” begins a way of its own and stays where it is.`}
        </p>
      )}
    </Dialog>
  );
}
