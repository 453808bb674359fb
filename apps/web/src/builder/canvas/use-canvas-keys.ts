import type { NodeId } from "@fairflow/flow";
import { useReactFlow } from "@xyflow/react";
import { flushSync } from "react-dom";
import { toast } from "sonner";
import type { ClipboardEvent, FocusEvent, KeyboardEvent } from "react";
import { useBuilder, type Builder } from "../builder-context.ts";
import { copiedText, cutText, duplicateSelection, pasteText } from "../commands/clipboard.ts";
import { deleteSelection } from "../commands/delete-steps.ts";
import { nextPlace } from "../commands/insert-step.ts";
import { stepToward, stream, type Direction } from "../commands/move-cursor.ts";
import { motionMs } from "./motion.ts";
import { useFit } from "./use-fit.ts";
import { useFocusStep } from "./use-focus-step.ts";

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The canvas's keys, bound to its element alone: never to the window, so that no field loses a key to it. */
export function useCanvasKeys() {
  const builder = useBuilder();
  const { document, ui } = builder;
  const flow = useReactFlow();
  const focusStep = useFocusStep();
  const { fit, tidyUp } = useFit();

  const walk = (direction: Direction, extend: boolean) => {
    const state = document.getState();
    const from = state.cursor;
    if (from === undefined) return;
    if (extend && (direction === "right" || direction === "left")) {
      state.select(stream(state.flow, from, direction === "right" ? "downstream" : "upstream"));
      return;
    }
    const to = state.selection.size === 0 ? from : stepToward(state.flow, from, direction);
    if (to === undefined) return;
    state.select([to]);
    focusStep(to);
  };

  const commands: Readonly<Record<string, () => void>> = {
    "mod+z": () => undoIn(builder),
    "mod+shift+z": () => redoIn(builder),
    "mod+y": () => redoIn(builder),
    "mod+d": () => duplicateSelection(builder),
    "mod+a": () => document.getState().select(document.getState().flow.nodes.map(({ id }) => id)),
    "mod+s": () => toast("Everything is saved as you go"),
    "mod+m": () => ui.getState().show({ minimap: !(ui.getState().minimap ?? false) }),
    delete: () => deleteSelection(builder),
    backspace: () => deleteSelection(builder),
    n: () => openQuickAdd(builder),
    "/": () => openQuickAdd(builder),
    "?": () => ui.getState().show({ keysOpen: true }),
    "shift+alt+t": () => void tidyUp(),
    "1": () => void fit(),
    "0": () => void flow.zoomTo(1, { duration: motionMs(200) }),
    "+": () => void flow.zoomIn({ duration: motionMs(120) }),
    "=": () => void flow.zoomIn({ duration: motionMs(120) }),
    "-": () => void flow.zoomOut({ duration: motionMs(120) }),
    enter: () => focusIn("inspector"),
    f2: () => focusIn("step-name"),
    escape: () => document.getState().select([]),
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!isOurs(event) || isTyping(event.target)) return;
    const direction = ARROWS[event.key];
    if (direction !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      walk(direction, event.shiftKey);
      return;
    }
    // A button inside the canvas keeps Enter for itself.
    if (event.key === "Enter" && event.target instanceof HTMLButtonElement) return;
    const command = commands[chord(event)];
    if (command === undefined) return;
    event.preventDefault();
    // At once, since the next key needs to find the focus where it belongs.
    flushSync(command);
    keepFocus(event.currentTarget);
  };

  /** What is deleted or undone takes the focus with it; then it goes to the step that is now the cursor. */
  const keepFocus = (canvas: HTMLElement) => {
    if (globalThis.document.activeElement !== globalThis.document.body) return;
    canvas.focus({ preventScroll: true });
    const { cursor } = document.getState();
    if (cursor !== undefined) focusStep(cursor);
  };

  const onClipboard =
    (take: (builder: Builder) => string | undefined) => (event: ClipboardEvent<HTMLElement>) => {
      if (!isOurs(event) || isTyping(event.target) || hasTextSelected()) return;
      const text = flushSync(() => take(builder));
      if (text === undefined) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
      keepFocus(event.currentTarget);
    };

  return {
    // Without it a click on empty ground would leave the keys to nobody.
    tabIndex: -1,
    onKeyDown,
    onCopy: onClipboard(copiedText),
    onCut: onClipboard(cutText),
    onPaste: (event: ClipboardEvent<HTMLElement>) => {
      if (!isOurs(event) || isTyping(event.target)) return;
      if (pasteText(builder, event.clipboardData.getData("text/plain"))) event.preventDefault();
    },
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const step = stepOf(builder, event.target);
      if (step !== undefined && step !== document.getState().cursor) {
        document.setState({ cursor: step });
      }
    },
  };
}

export function undoIn({ document, ui }: Builder): void {
  const label = document.getState().undo();
  ui.getState().show({
    announcement: label === undefined ? "Nothing to undo" : `Undone: ${label}`,
  });
}

export function redoIn({ document, ui }: Builder): void {
  const label = document.getState().redo();
  ui.getState().show({
    announcement: label === undefined ? "Nothing to redo" : `Done again: ${label}`,
  });
}

function openQuickAdd({ document, ui, view }: Builder): void {
  const { flow, selection, cursor, readOnly } = document.getState();
  if (readOnly) return;
  const from = [...selection].at(-1) ?? cursor;
  ui.getState().show({ quickAdd: nextPlace(flow, view, from, false) });
}

/** As in `mod+shift+z`. Letters match whatever their case; a sign that needs Shift, as `?`, is itself. */
function chord(event: KeyboardEvent<HTMLElement>): string {
  const key = event.key.toLowerCase();
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  const held = [
    ...(event.ctrlKey || event.metaKey ? ["mod"] : []),
    ...(event.shiftKey && !isSign ? ["shift"] : []),
    ...(event.altKey ? ["alt"] : []),
  ];
  return [...held, key].join("+");
}

/** React hands events of dialogs to the canvas that opened them; those are not the canvas's own. */
function isOurs(event: { readonly currentTarget: Element; readonly target: EventTarget }): boolean {
  return event.target instanceof Node && event.currentTarget.contains(event.target);
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, .monaco-editor") !== null)
  );
}

function hasTextSelected(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}

function stepOf(builder: Builder, target: EventTarget): NodeId | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const id = target.closest<HTMLElement>(".react-flow__node")?.dataset["id"];
  return builder.document.getState().flow.nodes.find((node) => node.id === id)?.id;
}

/** Another region of the builder; it marks the element that takes the focus. */
function focusIn(region: string): void {
  const target = globalThis.document.querySelector<HTMLElement>(`[data-focus="${region}"]`);
  const inner =
    target?.matches("input, button") === true
      ? target
      : target?.querySelector<HTMLElement>("input, select, textarea, button");
  inner?.focus();
}
