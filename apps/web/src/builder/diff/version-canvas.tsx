import type { VersionCounts } from "@fairflow/contract";
import type { DiffMark, Flow, NodeId } from "@fairflow/flow";
import { EditorLibraryContext } from "@fairflow/nodes/editors";
import { ReactFlowProvider, useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { BuilderContext, useDocument } from "../builder-context.ts";
import { FlowCanvas } from "../canvas/flow-canvas.tsx";
import { centre } from "../canvas/view-of-step.ts";
import { takeCounts } from "../live/live-store.ts";
import { useBuilderParts } from "../use-builder-parts.ts";
import { useInstallationLibrary } from "../use-editor-library.ts";

export interface VersionCanvasProps {
  readonly flow: Flow;
  readonly label: string;
  readonly marks?: ReadonlyMap<NodeId, DiffMark>;
  /** The step to bring into view. */
  readonly shown?: NodeId | undefined;
  /** Who went through it and who is where; `loading` until they are known. Without them it is the drawing alone. */
  readonly counts?: VersionCounts | "loading";
}

const NO_MARKS: ReadonlyMap<NodeId, DiffMark> = new Map();

/** A flow on a canvas, to look at. Give it a key: another flow is another canvas. */
export function VersionCanvas({
  flow,
  label,
  marks = NO_MARKS,
  shown,
  counts,
}: VersionCanvasProps) {
  const library = useInstallationLibrary();
  const builder = useBuilderParts({ flow, readOnly: true }, library, {
    marks,
    hasNumbers: counts !== undefined,
  });
  // Outside React: the store that each step reads its own numbers from.
  useEffect(() => {
    if (counts !== undefined && counts !== "loading") takeCounts(builder.live, flow, counts);
  }, [counts, flow, builder.live]);
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
  const store = useStoreApi();
  const place = useDocument(({ flow }) =>
    id !== undefined && Object.hasOwn(flow.layout, id) ? flow.layout[id] : undefined,
  );
  const select = useDocument((state) => state.select);
  // Outside React: the view of the canvas, which React Flow keeps.
  useEffect(() => {
    if (id === undefined) return;
    select([id]);
    if (place !== undefined) centre(canvas, place, store.getState());
  }, [canvas, id, place, select, store]);
  return null;
}
