import { connect, NodeId, type ExitRef } from "@fairflow/flow";
import { useReactFlow, type Connection, type ReactFlowProps } from "@xyflow/react";
import { useBuilder } from "../builder-context.ts";
import { STEP_WIDTH } from "../geometry.ts";
import { definitionOf } from "../step-view.ts";
import type { CanvasElement } from "./canvas-element.ts";
import type { ExitElement } from "./canvas-elements.ts";

type Connecting = Pick<
  ReactFlowProps<CanvasElement, ExitElement>,
  "onConnect" | "onConnectEnd" | "isValidConnection"
>;

/** Joining by handles. A connection that is let go over empty ground asks which step to put there. */
export function useConnecting(): Connecting {
  const { catalog, document, ui, view } = useBuilder();
  const { screenToFlowPosition } = useReactFlow();

  const mayLeadTo = (id: string) => {
    const node = document.getState().flow.nodes.find((each) => each.id === id);
    return node !== undefined && definitionOf(catalog, node.type)?.role !== "start";
  };

  return {
    isValidConnection: ({ target }) => mayLeadTo(target),
    onConnect: (connection) => {
      const from = exitOf(connection);
      const to = NodeId.safeParse(connection.target).data;
      if (from === undefined || to === undefined || !mayLeadTo(to)) return;
      const { flow, apply } = document.getState();
      const [source, target] = [view(flow, from.from)?.title, view(flow, to)?.title];
      apply({
        label: `Connect “${source}” to “${target}”`,
        flow: connect(flow, { ...from, to }),
      });
    },
    onConnectEnd: (event, { fromNode, fromHandle, toNode }) => {
      if (toNode !== null || fromNode === null || fromHandle?.type !== "source") return;
      if (document.getState().readOnly || typeof fromHandle.id !== "string") return;
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (point === undefined) return;
      const { x, y } = screenToFlowPosition({ x: point.clientX, y: point.clientY });
      const after = exitOf({ source: fromNode.id, sourceHandle: fromHandle.id });
      if (after === undefined) return;
      ui.getState().show({ quickAdd: { after, at: { x: x - STEP_WIDTH / 2, y } } });
    },
  };
}

function exitOf({
  source,
  sourceHandle,
}: Pick<Connection, "source" | "sourceHandle">): ExitRef | undefined {
  const from = NodeId.safeParse(source).data;
  return from === undefined || sourceHandle === null ? undefined : { from, exit: sourceHandle };
}
