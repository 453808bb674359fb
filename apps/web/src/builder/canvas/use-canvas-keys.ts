import type { NodeId } from "@fairflow/flow";
import type { FocusEvent, KeyboardEvent } from "react";
import { useBuilder, type Builder } from "../builder-context.ts";
import { stepToward, stream, type Direction } from "../commands/move-cursor.ts";
import type { ShownFlow } from "../shown-flow.ts";
import { isOurs, isTyping, useBuilderKeys } from "../use-builder-keys.ts";
import { useFocusStep } from "./use-focus-step.ts";

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The canvas's own keys: the arrows walk from step to step, the others are the builder's commands. */
export function useCanvasKeys(shown: ShownFlow) {
  const builder = useBuilder();
  const { document } = builder;
  const focusStep = useFocusStep();

  /** What is deleted or undone takes the focus with it; then it goes to the step that is now the cursor. */
  const keepFocus = (canvas: HTMLElement) => {
    if (globalThis.document.activeElement !== globalThis.document.body) return;
    canvas.focus({ preventScroll: true });
    const { cursor } = document.getState();
    if (cursor !== undefined) focusStep(cursor);
  };
  const keys = useBuilderKeys(keepFocus);

  const walk = (direction: Direction, extend: boolean) => {
    const state = document.getState();
    const from = state.cursor;
    if (from === undefined) return;
    if (extend && (direction === "right" || direction === "left")) {
      state.select(stream(state.flow, from, direction === "right" ? "downstream" : "upstream"));
      return;
    }
    const box = shown.boxOf(from);
    const to = state.selection.size === 0 ? box : stepToward(shown.flow, box, direction);
    if (to === undefined) return;
    // A folded group is walked onto as a whole.
    const members = shown.folded.get(to)?.nodes ?? [to];
    state.select(members);
    const [first] = members;
    if (first !== undefined) focusStep(first);
  };

  return {
    ...keys,
    // Without it a click on empty ground would leave the keys to nobody.
    tabIndex: -1,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!isOurs(event) || isTyping(event.target)) return;
      const direction = ARROWS[event.key];
      if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) {
        keys.onKeyDown(event);
        return;
      }
      event.preventDefault();
      walk(direction, event.shiftKey);
    },
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const step = stepOf(builder, shown, event.target);
      const { cursor } = document.getState();
      if (step !== undefined && (cursor === undefined || shown.boxOf(cursor) !== step.box)) {
        document.setState({ cursor: step.id });
      }
    },
  };
}

function stepOf(
  builder: Builder,
  { folded }: ShownFlow,
  target: EventTarget,
): { readonly id: NodeId; readonly box: NodeId } | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const id = target.closest<HTMLElement>(".react-flow__node")?.dataset["id"];
  const group = [...folded.values()].find((each) => each.id === id);
  const [member] = group?.nodes ?? [];
  if (group !== undefined && member !== undefined) return { id: member, box: group.id };
  const node = builder.document.getState().flow.nodes.find((each) => each.id === id);
  return node === undefined ? undefined : { id: node.id, box: node.id };
}
