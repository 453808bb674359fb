import { NodeId } from "@fairflow/flow";
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  SelectionMode,
  type EdgeTypes,
  type NodeChange,
  type NodeTypes,
} from "@xyflow/react";
import { useMemo, useRef } from "react";
import { useBuilder, useDocument, useIssues, useUi } from "../builder-context.ts";
import { stepLabels } from "../step-label.ts";
import { CanvasControls } from "./canvas-controls.tsx";
import {
  exitElements,
  stepElements,
  type ExitElement,
  type StepElement,
} from "./canvas-elements.ts";
import { CanvasMinimap } from "./canvas-minimap.tsx";
import { EmptyCanvas } from "./empty-canvas.tsx";
import { ExitEdge } from "./exit-edge.tsx";
import { showFirst } from "./first-view.ts";
import { StepNode } from "./step-node.tsx";
import { useCanvasKeys } from "./use-canvas-keys.ts";
import { useConnecting } from "./use-connecting.ts";
import { FIT } from "./use-fit.ts";
import { useReveal } from "./use-reveal.ts";

const NODE_TYPES: NodeTypes = { step: StepNode };
const EDGE_TYPES: EdgeTypes = { exit: ExitEdge };
const MULTI_SELECT = ["Shift", "Control", "Meta"];
/** From here on, what is out of sight is not drawn: culling has a price of its own, which small flows need not pay. */
const CULL_FROM = 150;
const FIRST_FIT = { ...FIT, minZoom: 0.2 };

export function FlowCanvas() {
  const { document, view } = useBuilder();
  const flow = useDocument((state) => state.flow);
  const drag = useDocument((state) => state.drag);
  const selection = useDocument((state) => state.selection);
  const cursor = useDocument((state) => state.cursor);
  const selectedExits = useDocument((state) => state.selectedExits);
  const readOnly = useDocument((state) => state.readOnly);
  const problems = useIssues(({ byNode }) => byNode);
  const isCarrying = useUi(({ carried }) => carried !== undefined);
  const elements = useMemo(() => stepElements(view), [view]);
  const label = useMemo(() => stepLabels(flow, view, problems), [flow, view, problems]);
  const nodes = elements({ flow, drag, selection, cursor, label });
  const bundles = useMemo(() => exitElements(view), [view]);
  const edges = useMemo(() => bundles(flow, selectedExits), [bundles, flow, selectedExits]);
  const root = useRef<HTMLDivElement>(null);
  const keys = useCanvasKeys();
  const connecting = useConnecting();
  useReveal();

  return (
    <div
      ref={root}
      className="relative size-full outline-none"
      data-carrying={isCarrying || undefined}
      data-region="canvas"
      {...keys}
    >
      <ReactFlow<StepElement, ExitElement>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        aria-label={`Workflow canvas: ${flow.name}, ${flow.nodes.length} steps`}
        onNodesChange={(changes) => takeChanges(changes)}
        onNodeClick={(event, { data }) => {
          // React Flow keeps a whole selection when one of its steps is clicked; a plain click means that one.
          if (!event.shiftKey && !event.ctrlKey && !event.metaKey) {
            document.getState().select([data.step]);
          }
        }}
        onEdgeClick={(_event, { data }) =>
          document.getState().selectExits(data?.bundle.exits ?? [])
        }
        onPaneClick={() => document.getState().select([])}
        onNodeDragStop={() => document.getState().drop()}
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
          const width = root.current?.clientWidth;
          if (width !== undefined) showFirst(canvas, flow, width);
        }}
        fitView
        fitViewOptions={FIRST_FIT}
        minZoom={0.08}
        maxZoom={1.75}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dot)" />
        <CanvasControls />
        <CanvasMinimap />
      </ReactFlow>
      {flow.nodes.length === 0 && !readOnly && <EmptyCanvas />}
    </div>
  );

  function takeChanges(changes: readonly NodeChange<StepElement>[]) {
    const state = document.getState();
    const places = new Map(
      changes.flatMap((change) =>
        change.type === "position" && change.position !== undefined && change.dragging === true
          ? [[NodeId.parse(change.id), change.position] as const]
          : [],
      ),
    );
    if (places.size > 0) state.dragTo(places);
    const selects = changes.filter((change) => change.type === "select");
    if (selects.length > 0) {
      const chosen = new Set(state.selection);
      for (const { id, selected } of selects) {
        if (selected) chosen.add(NodeId.parse(id));
        else chosen.delete(NodeId.parse(id));
      }
      state.select([...chosen]);
    }
  }
}
