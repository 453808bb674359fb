import {
  Background,
  BackgroundVariant,
  ReactFlow,
  SelectionMode,
  type EdgeTypes,
  type NodeTypes,
} from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useBuilder, useDocument, useIssues, useUi } from "../builder-context.ts";
import { foldedGroups } from "../commands/group-steps.ts";
import { shownFlow } from "../shown-flow.ts";
import { markedLabels, stepLabels } from "../step-label.ts";
import { CanvasControls } from "./canvas-controls.tsx";
import type { CanvasElement } from "./canvas-element.ts";
import { exitElements, stepElements, type ExitElement } from "./canvas-elements.ts";
import { CanvasMenu } from "./canvas-menu.tsx";
import { CanvasMinimap } from "./canvas-minimap.tsx";
import { chooseElement, chooseForMenu } from "./choose-element.ts";
import { EmptyCanvas } from "./empty-canvas.tsx";
import { ExitEdge } from "./exit-edge.tsx";
import { groundElements } from "./ground-elements.ts";
import { GroupBox } from "./group-box.tsx";
import { GroupFrame } from "./group-frame.tsx";
import { NoteCard } from "./note-card.tsx";
import { SelectionToolbar } from "./selection-toolbar.tsx";
import { showFirst } from "./first-view.ts";
import { StepNode } from "./step-node.tsx";
import { useCanvasKeys } from "./use-canvas-keys.ts";
import { takeChanges } from "./take-changes.ts";
import { useDragBehind } from "./use-drag-behind.ts";
import { useConnecting } from "./use-connecting.ts";
import { FIT } from "./use-fit.ts";
import { useReveal } from "./use-reveal.ts";
import { lookAt } from "./view-of-step.ts";

const NODE_TYPES: NodeTypes = {
  step: StepNode,
  box: GroupBox,
  frame: GroupFrame,
  note: NoteCard,
};
const EDGE_TYPES: EdgeTypes = { exit: ExitEdge };
const MULTI_SELECT = ["Shift", "Control", "Meta"];
/** From here on, what is out of sight is not drawn: culling has a price of its own, which small flows need not pay. */
const CULL_FROM = 60;
const FIRST_FIT = { ...FIT, minZoom: 0.2 };

export function FlowCanvas() {
  const { document, ui, view, marks } = useBuilder();
  const flow = useDocument((state) => state.flow);
  const drag = useDocument((state) => state.drag);
  const selection = useDocument((state) => state.selection);
  const cursor = useDocument((state) => state.cursor);
  const selectedExits = useDocument((state) => state.selectedExits);
  const readOnly = useDocument((state) => state.readOnly);
  const problems = useIssues(({ byNode }) => byNode);
  const isCarrying = useUi(({ carried }) => carried !== undefined);
  const noteDrag = useDocument((state) => state.noteDrag);
  const selectedNotes = useDocument((state) => state.selectedNotes);
  const foldedHere = useUi((state) => state.foldedHere);
  const shown = useMemo(
    () => shownFlow(flow, view, foldedGroups(flow, foldedHere)),
    [flow, view, foldedHere],
  );
  const [steps, ground, bundles] = useState(
    () => [stepElements(), groundElements(), exitElements()] as const,
  )[0];
  const label = useMemo(
    () => markedLabels(stepLabels(shown.flow, shown.view, problems), marks),
    [shown, problems, marks],
  );
  const nodes: CanvasElement[] = [
    ...ground({ flow, drag, noteDrag, selectedNotes, folded: shown.folded, readOnly }),
    ...steps({ ...shown, drag, selection, cursor, label }),
  ];
  const edges = useMemo(() => bundles(shown, selectedExits), [bundles, shown, selectedExits]);
  // Else React Flow would fit the view to the first step as soon as it is added.
  const [hasSteps] = useState(nodes.length > 0);
  const root = useRef<HTMLDivElement>(null);
  // Outside React: the focus, so that the keys work from the first one on.
  useEffect(() => {
    const { activeElement, body } = globalThis.document;
    if (activeElement === body) root.current?.focus({ preventScroll: true });
  }, []);
  const keys = useCanvasKeys(shown);
  const moving = useDragBehind();
  const connecting = useConnecting();
  useReveal();

  return (
    <CanvasMenu>
      <div
        ref={root}
        className="relative size-full outline-none"
        data-carrying={isCarrying || undefined}
        data-region="canvas"
        {...keys}
      >
        <ReactFlow<CanvasElement, ExitElement>
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          aria-label={`Workflow canvas: ${flow.name}, ${flow.nodes.length} steps`}
          onNodesChange={(changes) => takeChanges(document, shown, changes)}
          onNodeClick={(event, element) => {
            // React Flow keeps a whole selection when one of its steps is clicked; a plain click means that one.
            if (event.shiftKey || event.ctrlKey || event.metaKey) return;
            // With a finger one tap chooses and a second one opens.
            if (element.selected === true && isTouch(event)) {
              ui.getState().setPanel("inspector", true);
            }
            chooseElement(document, shown, element);
          }}
          onEdgeClick={(_event, { data }) => document.getState().selectExits(data?.refs ?? [])}
          onNodeContextMenu={(_event, element) => chooseForMenu(document, shown, element)}
          onPaneClick={() => document.getState().select([])}
          onNodeDrag={moving.onNodeDrag}
          onNodeDragStop={moving.onNodeDragStop}
          onSelectionDragStop={() => document.getState().drop()}
          {...connecting}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={MULTI_SELECT}
          selectionMode={SelectionMode.Partial}
          selectNodesOnDrag={false}
          nodeDragThreshold={3}
          connectionRadius={40}
          onlyRenderVisibleElements={nodes.length >= CULL_FROM}
          onInit={(canvas) => {
            if (root.current === null) return;
            const { clientWidth: width, clientHeight: height } = root.current;
            showFirst(canvas, flow, width);
            const [chosen] = selection;
            const place = chosen === undefined ? undefined : flow.layout[chosen];
            if (place === undefined) return;
            const { x, y, zoom } = canvas.getViewport();
            lookAt(canvas, place, { transform: [x, y, zoom], width, height });
          }}
          fitView={hasSteps}
          fitViewOptions={FIRST_FIT}
          minZoom={0.08}
          maxZoom={1.75}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dot)" />
          <CanvasControls />
          <CanvasMinimap />
          <SelectionToolbar />
        </ReactFlow>
        {flow.nodes.length === 0 && flow.notes.length === 0 && <EmptyCanvas />}
      </div>
    </CanvasMenu>
  );
}

/** Browsers tell of a click by which kind of pointer it was made. */
function isTouch({ nativeEvent }: { readonly nativeEvent: Event }): boolean {
  return nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "touch";
}
