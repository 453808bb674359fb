import { IconButton } from "@fairflow/ui";
import { Panel, useReactFlow, useStore } from "@xyflow/react";
import { Map as MapIcon, Maximize, Minus, Plus, WandSparkles } from "lucide-react";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { isMinimapShown } from "./canvas-minimap.tsx";
import { motionMs } from "./motion.ts";
import { useFit } from "./use-fit.ts";

export function CanvasControls() {
  const builder = useBuilder();
  const { zoomIn, zoomOut } = useReactFlow();
  const { fit, tidyUp } = useFit();
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  const readOnly = useDocument((state) => state.readOnly);
  const count = useDocument(({ flow }) => flow.nodes.length);
  const minimap = useUi((state) => isMinimapShown(state.minimap, count));
  return (
    <Panel position="bottom-left" className="m-3!">
      <div
        role="toolbar"
        aria-label="View"
        className="flex items-center gap-0.5 rounded-card border border-line bg-surface p-1 shadow-low"
      >
        <IconButton
          label="Zoom out"
          keys="-"
          icon={<Minus className="size-4" />}
          onClick={() => void zoomOut({ duration: motionMs(120) })}
        />
        <span className="w-11 text-center text-xs text-ink-2 tabular-nums" aria-live="off">
          {percent} %
        </span>
        <IconButton
          label="Zoom in"
          keys="+"
          icon={<Plus className="size-4" />}
          onClick={() => void zoomIn({ duration: motionMs(120) })}
        />
        <IconButton
          label="Fit the whole flow"
          keys="1"
          icon={<Maximize className="size-4" />}
          onClick={() => void fit()}
        />
        {!readOnly && (
          <IconButton
            label="Tidy the layout"
            keys="Shift+Alt+T"
            icon={<WandSparkles className="size-4" />}
            onClick={() => void tidyUp()}
          />
        )}
        <IconButton
          label="Minimap"
          keys="Ctrl+M"
          pressed={minimap}
          icon={<MapIcon className="size-4" />}
          onClick={() => builder.ui.getState().show({ minimap: !minimap })}
        />
      </div>
    </Panel>
  );
}
