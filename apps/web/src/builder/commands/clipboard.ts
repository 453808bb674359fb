import {
  Edge,
  FlowNode,
  fragmentOf,
  pasteFragment,
  Position,
  type Fragment,
  type NodeId,
} from "@fairflow/flow";
import { z } from "zod";
import type { Builder } from "../builder-context.ts";
import { GAP_X, STEP_HEIGHT, STEP_WIDTH } from "../geometry.ts";
import { newNodeId } from "../new-id.ts";
import { deleteSteps } from "./delete-steps.ts";

/** The form in which steps lie on the system clipboard, so that they travel across tabs, flows and people. */
const Clip = z.strictObject({
  fairflow: z.literal("steps/1"),
  nodes: z.array(FlowNode).min(1).max(500),
  edges: z.array(Edge),
  layout: z.record(z.string(), Position),
});

export function copiedText(builder: Builder): string | undefined {
  const { flow, selection } = builder.document.getState();
  if (selection.size === 0) return undefined;
  return JSON.stringify({ fairflow: "steps/1", ...fragmentOf(flow, selection) }, null, 2);
}

export function cutText(builder: Builder): string | undefined {
  const text = copiedText(builder);
  if (text !== undefined) deleteSteps(builder, [...builder.document.getState().selection]);
  return text;
}

/** @returns false when the text does not hold steps */
export function pasteText(builder: Builder, text: string): boolean {
  const fragment = fragmentIn(text);
  if (fragment === undefined) return false;
  paste(
    builder,
    fragment,
    fragment.nodes.length === 1 ? "Paste a step" : `Paste ${fragment.nodes.length} steps`,
  );
  return true;
}

export function duplicateSelection(builder: Builder): void {
  const { flow, selection } = builder.document.getState();
  if (selection.size > 0) paste(builder, fragmentOf(flow, selection), "Duplicate");
}

function fragmentIn(text: string): Fragment | undefined {
  if (!text.includes("steps/1")) return undefined;
  try {
    return Clip.safeParse(JSON.parse(text)).data;
  } catch {
    // Any other text on the clipboard is not ours to judge.
    return undefined;
  }
}

/** Puts a fragment to the right of everything that stands at its height, so that it covers nothing. */
function paste(builder: Builder, fragment: Fragment, label: string): void {
  const { flow, apply } = builder.document.getState();
  const places = Object.values(fragment.layout);
  const top = Math.min(...places.map(({ y }) => y));
  const bottom = Math.max(...places.map(({ y }) => y)) + STEP_HEIGHT;
  const left = Math.min(...places.map(({ x }) => x));
  const level = Object.values(flow.layout).filter(({ y }) => y + STEP_HEIGHT > top && y < bottom);
  const right =
    level.length === 0 ? left : Math.max(...level.map(({ x }) => x)) + STEP_WIDTH + GAP_X;
  const ids = new Map<NodeId, NodeId>();
  const pasted = pasteFragment(flow, fragment, {
    offset: { x: right - left, y: 0 },
    newId: (old) => {
      const type = fragment.nodes.find(({ id }) => id === old)?.type ?? "step";
      const taken = [
        ...flow.nodes,
        ...[...ids.values()].map((id) => ({ id, type: "", name: "", config: {} })),
      ];
      const id = newNodeId({ nodes: taken }, type);
      ids.set(old, id);
      return id;
    },
  });
  apply({ label, flow: pasted, select: [...ids.values()] });
  builder.ui
    .getState()
    .show({ revealed: [...ids.values()][0], announcement: `${label}: done, and selected` });
}
