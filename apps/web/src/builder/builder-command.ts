import type { NodeId } from "@fairflow/flow";
import type { ReactFlowInstance } from "@xyflow/react";
import type { Builder } from "./builder-context.ts";
import { selectedGroup } from "./commands/group-steps.ts";

/** What commands can reach: the builder, and the screen that shows it. */
export interface CommandReach {
  readonly builder: Builder;
  readonly canvas: Pick<
    ReactFlowInstance,
    "zoomTo" | "zoomIn" | "zoomOut" | "screenToFlowPosition"
  >;
  readonly fit: () => void;
  readonly tidyUp: () => void;
  readonly focusStep: (id: NodeId) => void;
  /** Shows the settings and gives them the focus. */
  readonly openSettings: () => void;
  /** Shows what is said about what is selected, and gives that the focus. */
  readonly discuss: () => void;
  readonly showView: (view: "canvas" | "outline" | "json") => void;
  /** To the test run of the draft. */
  readonly testRun: () => void;
  /** To the outline, or back from it to the canvas. */
  readonly toggleOutline: () => void;
  readonly motionMs: (ms: number) => number;
}

export interface BuilderCommand {
  readonly id: string;
  readonly title: string;
  readonly group: "Steps" | "Selection" | "View" | "History";
  readonly words?: readonly string[];
  /** As it is shown, such as `Ctrl+Shift+Z`. */
  readonly keys?: string;
  /** As it is matched: lower case, `mod` for Ctrl or Command. */
  readonly chords?: readonly string[];
  readonly isEdit?: boolean;
  /** What must be selected before it can be given. */
  readonly needs?: "selection" | "one" | "group";
  /** What else speaks against it now. */
  readonly reasonAgainst?: (builder: Builder) => string | undefined;
  readonly run: (reach: CommandReach) => void;
}

/** Why a command cannot be given now; undefined when it can. */
export function reasonAgainstCommand(
  builder: Builder,
  { needs, isEdit, reasonAgainst }: BuilderCommand,
): string | undefined {
  const { selection, selectedNotes, selectedExits, readOnly } = builder.document.getState();
  if (readOnly && isEdit === true) return "This cannot be changed here";
  const count = selection.size + selectedNotes.size + selectedExits.length;
  if (needs === "group") {
    return selectedGroup(builder) === undefined ? "Select steps of one group first" : undefined;
  }
  if (needs === "one") return selection.size === 1 ? undefined : "Select one step first";
  if (needs === "selection" && count === 0) return "Nothing is selected";
  return reasonAgainst?.(builder);
}
