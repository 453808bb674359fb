import type { DiffMark, Flow, NodeId } from "@fairflow/flow";
import { EditorLibraryContext } from "@fairflow/nodes/editors";
import { ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { BuilderContext, useDocument } from "../builder-context.ts";
import { FlowCanvas } from "../canvas/flow-canvas.tsx";
import { lookAt } from "../canvas/view-of-step.ts";
import { useBuilderParts } from "../use-builder-parts.ts";
import { useInstallationLibrary } from "../use-editor-library.ts";

export interface VersionCanvasProps {
  readonly flow: Flow;
  readonly label: string;
  readonly marks?: ReadonlyMap<NodeId, DiffMark>;
  /** The step to bring into view. */
  readonly shown?: NodeId | undefined;
}

/** A flow on a canvas, to look at. Give it a key: another flow is another canvas. */
export function VersionCanvas({ flow, label, marks, shown }: VersionCanvasProps) {
  const library = useInstallationLibrary();
  const builder = useBuilderParts(
    { flow, readOnly: true },
    library,
    marks === undefined ? {} : { marks },
  );
  return (
    <BuilderContext value={builder}>
      <EditorLibraryContext value={library}>
        <ReactFlowProvider>
          <section aria-label={label} className="size-full">
            <FlowCanvas />
            <ShowStep id={shown} />
          </section>
        </ReactFlowProvider>
      </EditorLibraryContext>
    </BuilderContext>
  );
}

function ShowStep({ id }: { readonly id: NodeId | undefined }) {
  const canvas = useReactFlow();
  const place = useDocument(({ flow }) =>
    id !== undefined && Object.hasOwn(flow.layout, id) ? flow.layout[id] : undefined,
  );
  const select = useDocument((state) => state.select);
  // Outside React: the view of the canvas, which React Flow keeps.
  useEffect(() => {
    if (id === undefined) return;
    select([id]);
    if (place !== undefined) lookAt(canvas, place);
  }, [canvas, id, place, select]);
  return null;
}
