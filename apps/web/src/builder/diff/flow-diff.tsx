import { diffFlows, diffMarks, type Flow, type NodeId } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import { Tabs } from "@fairflow/ui";
import { useMemo, useState } from "react";
import { stepViewer } from "../step-view.ts";
import { libraryNames } from "../library-names.ts";
import { useInstallationLibrary } from "../use-editor-library.ts";
import { DiffFields } from "./diff-fields.tsx";
import { diffSentences, drawingWords } from "./diff-sentences.ts";
import { DiffSummary } from "./diff-summary.tsx";
import { VersionCanvas } from "./version-canvas.tsx";

export interface DiffSide {
  readonly label: string;
  readonly flow: Flow;
}

export interface FlowDiffProps {
  readonly before: DiffSide;
  readonly after: DiffSide;
}

/** Two flows compared in three layers: in words, drawn side by side, and field by field. */
export function FlowDiff({ before, after }: FlowDiffProps) {
  const [layer, setLayer] = useState("words");
  const [shown, setShown] = useState<NodeId>();
  const { library } = useInstallationLibrary();
  const [earlier, later] = [before.flow, after.flow];
  const compared = useMemo(() => {
    const diff = diffFlows(earlier, later);
    const view = stepViewer(catalog, libraryNames(library));
    return { diff, view, marks: diffMarks(diff) };
  }, [earlier, later, library]);
  const { diff, view, marks } = compared;
  const sentences = diffSentences(diff, { before: earlier, after: later, view });
  return (
    <Tabs
      label="What changed"
      selected={layer}
      onSelect={setLayer}
      tabs={[
        {
          id: "words",
          label: `In words (${sentences.length})`,
          content: (
            <div className="p-3">
              <DiffSummary
                sentences={sentences}
                drawing={drawingWords(diff)}
                onChoose={(node) => {
                  setShown(node);
                  setLayer("canvas");
                }}
              />
            </div>
          ),
        },
        {
          id: "canvas",
          label: "Side by side",
          content: (
            <div className="grid h-full min-h-96 grid-cols-2 divide-x divide-line max-lg:grid-cols-1 max-lg:grid-rows-2 max-lg:divide-x-0 max-lg:divide-y">
              {[before, after].map((side) => (
                <div key={side.label} className="flex min-h-0 flex-col">
                  <h3 className="border-b border-line bg-surface px-3 py-1.5 text-sm font-semibold">
                    {side.label}
                  </h3>
                  <div className="min-h-0 flex-1">
                    <VersionCanvas
                      flow={side.flow}
                      label={`${side.label}, drawn`}
                      marks={marks}
                      shown={shown}
                    />
                  </div>
                </div>
              ))}
            </div>
          ),
        },
        {
          id: "fields",
          label: "Fields",
          content: (
            <div className="p-3">
              <DiffFields diff={diff} before={earlier} after={later} view={view} />
            </div>
          ),
        },
      ]}
    />
  );
}
