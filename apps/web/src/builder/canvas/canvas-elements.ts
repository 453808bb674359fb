import type { ExitRef, Flow, Group, NodeId, Position as Place } from "@fairflow/flow";
import type { Exit } from "@fairflow/interpreter";
import { Position, type Edge, type Node } from "@xyflow/react";
import { exitBundles, type ExitBundle } from "../exit-bundles.ts";
import { exitOffset, STEP_HEIGHT, STEP_WIDTH } from "../geometry.ts";
import type { ShownFlow } from "../shown-flow.ts";
import type { StepView, StepViewer } from "../step-view.ts";

export type StepElement = Node<{ readonly step: NodeId }, "step">;
/** A folded group, among the steps. */
export type BoxElement = Node<{ readonly group: NodeId; readonly exits: readonly Exit[] }, "box">;
export type ExitElement = Edge<
  {
    readonly bundle: ExitBundle;
    /** The ways out of steps that it stands for, also where it comes out of a folded group. */
    readonly refs: readonly ExitRef[];
  },
  "exit"
>;

interface Shown {
  /** As it is drawn, with a box for each folded group. */
  readonly flow: Flow;
  readonly view: StepViewer;
  readonly folded: ReadonlyMap<NodeId, Group>;
  readonly drag: ReadonlyMap<NodeId, Place> | undefined;
  readonly selection: ReadonlySet<NodeId>;
  readonly cursor: NodeId | undefined;
  /** What screen readers say of each step. */
  readonly label: (id: NodeId, index: number) => string;
}

/**
 * Makes a function from the document to the elements that React Flow draws. An element that looks as before is the same
 * object as before, so that a drag or a selection renders only the steps that it touches.
 */
export function stepElements(): (shown: Shown) => (StepElement | BoxElement)[] {
  const cache = new Map<
    NodeId,
    { readonly key: readonly unknown[]; readonly element: StepElement | BoxElement }
  >();
  return ({ flow, view, folded, drag, selection, cursor, label }) => {
    return flow.nodes.map(({ id }, index) => {
      const step = view(flow, id);
      const members = folded.get(id)?.nodes;
      const isSelected =
        members === undefined ? selection.has(id) : members.every((each) => selection.has(each));
      const isCursor =
        cursor === id || (cursor !== undefined && members?.includes(cursor) === true);
      const place = drag?.get(id) ?? flow.layout[id];
      const words = label(id, index);
      const key = [step, place, isSelected, isCursor, words];
      const known = cache.get(id);
      if (known !== undefined && key.every((part, at) => part === known.key[at])) {
        return known.element;
      }
      const drawn = elementOf({
        id,
        step,
        place: place ?? { x: 0, y: index * (STEP_HEIGHT + 24) },
        isSelected,
        isCursor,
        words,
      });
      const element =
        members === undefined
          ? drawn
          : { ...drawn, type: "box" as const, data: { group: id, exits: step?.exits ?? [] } };
      cache.set(id, { key, element });
      return element;
    });
  };
}

function elementOf(step: {
  readonly id: NodeId;
  readonly step: StepView | undefined;
  readonly place: Place;
  readonly isSelected: boolean;
  readonly isCursor: boolean;
  readonly words: string;
}): StepElement {
  const exits = step.step?.exits ?? [];
  const isEntered = step.step?.role !== "start";
  return {
    id: step.id,
    type: "step",
    position: step.place,
    data: { step: step.id },
    width: STEP_WIDTH,
    height: STEP_HEIGHT,
    // Said again as measured, as React Flow puts off fitting the view until every step is measured.
    measured: { width: STEP_WIDTH, height: STEP_HEIGHT },
    selected: step.isSelected,
    ariaLabel: step.words,
    domAttributes: { tabIndex: step.isCursor ? 0 : -1 },
    // Given here, so that edges can be drawn to steps that are outside the view and have no DOM.
    handles: [
      ...(isEntered
        ? [
            {
              id: "in",
              type: "target" as const,
              position: Position.Top,
              ...handleAt(STEP_WIDTH / 2, 0),
            },
          ]
        : []),
      ...exits.map(({ id }, index) => ({
        id,
        type: "source" as const,
        position: Position.Bottom,
        ...handleAt(exitOffset(index, exits.length), STEP_HEIGHT),
      })),
    ],
  };
}

function handleAt(x: number, y: number) {
  return { x, y, width: 1, height: 1 };
}

/** Makes a function from the document to its edges; an edge that did not change is the same object as before. */
export function exitElements(): (shown: ShownFlow, selected: readonly ExitRef[]) => ExitElement[] {
  const cache = new Map<string, { readonly key: string; readonly element: ExitElement }>();
  return ({ flow, view, behind }, selected) =>
    exitBundles(flow, view).map((bundle) => {
      const id = `${bundle.from}>${bundle.to}`;
      const refs = bundle.exits.map(behind);
      const isSelected = refs.some(({ from, exit }) =>
        selected.some((ref) => ref.from === from && ref.exit === exit),
      );
      const key = JSON.stringify([bundle, refs, isSelected]);
      const known = cache.get(id);
      if (known?.key === key) return known.element;
      const element: ExitElement = {
        id,
        type: "exit",
        source: bundle.from,
        sourceHandle: bundle.exits[0]?.exit ?? null,
        target: bundle.to,
        targetHandle: "in",
        data: { bundle, refs },
        selected: isSelected,
        focusable: false,
      };
      cache.set(id, { key, element });
      return element;
    });
}
