import {
  emptyFlow,
  fragmentOf,
  MAX_NODES,
  parseFlow,
  parseJsonText,
  pasteFragment,
  type Fragment,
  type NodeId,
} from "@fairflow/flow";
import { z } from "zod";
import type { Builder } from "../builder-context.ts";
import { GAP_X, STEP_HEIGHT, STEP_WIDTH } from "../geometry.ts";
import { newNodeId, newNoteId } from "../new-id.ts";
import { deleteSelection, deleteSteps } from "./delete-steps.ts";

/** The form in which steps lie on the system clipboard, so that they travel across tabs, flows and people. */
const Clip = z.strictObject({
  fairflow: z.literal("steps/1"),
  nodes: z.unknown(),
  edges: z.unknown(),
  layout: z.unknown(),
  notes: z.unknown().optional(),
  groups: z.unknown().optional(),
});

export function copiedText(builder: Builder): string | undefined {
  const { flow, selection, selectedNotes } = builder.document.getState();
  if (selection.size + selectedNotes.size === 0) return undefined;
  const fragment = fragmentOf(flow, selection, selectedNotes);
  return JSON.stringify({ fairflow: "steps/1", ...fragment }, null, 2);
}

export function cutText(builder: Builder): string | undefined {
  const text = copiedText(builder);
  const { selection } = builder.document.getState();
  if (text === undefined) return undefined;
  if (selection.size === 0) deleteSelection(builder);
  else deleteSteps(builder, [...selection]);
  return text;
}

/** @returns false when the text does not hold steps */
export function pasteText(builder: Builder, text: string): boolean {
  const fragment = fragmentIn(text);
  if (fragment === undefined) return false;
  paste(builder, fragment, `Paste ${wordsFor(fragment)}`);
  return true;
}

export function duplicateSelection(builder: Builder): void {
  const { flow, selection, selectedNotes } = builder.document.getState();
  if (selection.size + selectedNotes.size === 0) return;
  const fragment = fragmentOf(flow, selection, selectedNotes);
  paste(builder, fragment, `Duplicate ${wordsFor(fragment)}`);
}

/** From a menu there is no clipboard event, so the browser is asked, and may ask the person in turn. */
export async function copyToClipboard(builder: Builder): Promise<void> {
  const text = copiedText(builder);
  if (text !== undefined) await navigator.clipboard.writeText(text);
}

export async function cutToClipboard(builder: Builder): Promise<void> {
  await copyToClipboard(builder);
  cutText(builder);
}

export async function pasteFromClipboard(builder: Builder): Promise<void> {
  const text = await navigator.clipboard.readText();
  const words = pasteText(builder, text) ? undefined : "The clipboard holds no steps";
  if (words !== undefined) builder.ui.getState().show({ announcement: words });
}

function wordsFor({ nodes, notes = [] }: Fragment): string {
  const [what, count] = nodes.length === 0 ? ["note", notes.length] : ["step", nodes.length];
  return count === 1 ? `a ${what}` : `${count} ${what}s`;
}

/** What is pasted came from outside: it is read with all the care that a document gets. */
function fragmentIn(text: string): Fragment | undefined {
  if (!text.includes("steps/1")) return undefined;
  const json = parseJsonText(text);
  const clip = json.ok ? Clip.safeParse(json.value).data : undefined;
  if (clip === undefined) return undefined;
  const { nodes, edges, layout, notes = [], groups = [] } = clip;
  const parsed = parseFlow({
    ...emptyFlow("Clipboard"),
    nodes,
    edges,
    layout,
    notes,
    grouping: { schema: "fairflow.groups/1", groups },
  });
  if (!parsed.ok || parsed.flow.nodes.length + parsed.flow.notes.length === 0) return undefined;
  const ids = new Set(parsed.flow.nodes.map(({ id }) => id));
  return fragmentOf(parsed.flow, ids, new Set(parsed.flow.notes.map(({ id }) => id)));
}

/** Puts a fragment to the right of everything that stands at its height, so that it covers nothing. */
function paste(builder: Builder, fragment: Fragment, label: string): void {
  const { flow, apply, readOnly } = builder.document.getState();
  if (readOnly) return;
  if (flow.nodes.length + fragment.nodes.length > MAX_NODES) {
    builder.ui.getState().show({ announcement: `A flow has at most ${MAX_NODES} steps` });
    return;
  }
  const places = [
    ...Object.values(fragment.layout),
    ...(fragment.notes ?? []).map(({ position }) => position),
  ];
  if (places.length === 0) places.push({ x: 0, y: 0 });
  const top = Math.min(...places.map(({ y }) => y));
  const bottom = Math.max(...places.map(({ y }) => y)) + STEP_HEIGHT;
  const left = Math.min(...places.map(({ x }) => x));
  const level = [
    ...Object.values(flow.layout),
    ...flow.notes.map(({ position }) => position),
  ].filter(({ y }) => y + STEP_HEIGHT > top && y < bottom);
  const right =
    level.length === 0 ? left : Math.max(...level.map(({ x }) => x)) + STEP_WIDTH + GAP_X;
  const ids = new Map<NodeId, NodeId>();
  const noteIds: string[] = [];
  const pasted = pasteFragment(flow, fragment, {
    offset: { x: right - left, y: 0 },
    newId: (old) => {
      const type = fragment.nodes.find(({ id }) => id === old)?.type ?? "group";
      const taken = [
        ...flow.nodes,
        ...[...ids.values()].map((id) => ({ id, type: "", name: "", config: {} })),
      ];
      const id = newNodeId({ ...flow, nodes: taken }, type);
      ids.set(old, id);
      return id;
    },
    newNoteId: () => {
      const id = newNoteId(flow);
      noteIds.push(id);
      return id;
    },
  });
  apply({ label, flow: pasted, select: [...ids.values()], selectNotes: noteIds });
  builder.ui.getState().show({
    revealed: [...ids.values(), ...noteIds][0],
    announcement: `${label}: done, and selected`,
  });
}
