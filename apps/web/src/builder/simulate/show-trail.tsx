import type { TestRunView } from "@fairflow/contract";
import { NodeId } from "@fairflow/flow";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { useBuilder } from "../builder-context.ts";
import { lookAt } from "../canvas/view-of-step.ts";
import { momentSentence } from "./moment-words.ts";
import type { RunCursor } from "./run-cursor.ts";
import { trailUntil } from "./trail-store.ts";

export interface ShowTrailProps {
  readonly run: TestRunView;
  readonly cursor: RunCursor;
}

/** Keeps the canvas in step with the moment that is looked at: the way so far, and the step in sight. */
export function ShowTrail({ run, cursor: { index } }: ShowTrailProps) {
  const builder = useBuilder();
  const canvas = useReactFlow();
  const shown = useStoreApi();
  const moment = run.moments[index];
  // Outside React: the stores of the canvas, and its view, which React Flow keeps.
  useEffect(() => {
    const { document, trail, ui } = builder;
    trail.setState({ trail: trailUntil(run.moments, index) });
    const { flow, select } = document.getState();
    if (moment?.step == null) return;
    const step = NodeId.parse(moment.step);
    select([step]);
    ui.getState().show({ announcement: momentSentence(moment, run, flow) });
    const place = flow.layout[step];
    if (place !== undefined) lookAt(canvas, place, shown.getState());
  }, [builder, canvas, shown, run, index, moment]);
  return null;
}
