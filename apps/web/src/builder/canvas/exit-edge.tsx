import { shareWords } from "@fairflow/contract/share-words";
import type { ExitRef } from "@fairflow/flow";
import { MAY_STAY_OPEN } from "@fairflow/interpreter";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { clsx } from "clsx";
import { formatCount } from "../../server/format.ts";
import { useBuilder, useDocument, useLive, useTrail } from "../builder-context.ts";
import { edgeRoute, roundedPath } from "../edge-route.ts";
import { middleOf } from "../edge-ends.ts";
import type { ExitBundle } from "../exit-bundles.ts";
import { nameAt } from "../name-places.ts";
import { countsOf, type LiveState } from "../live/live-store.ts";
import { isTellable, rate, wentOn } from "../live/step-figures.ts";
import { isNeverTaken } from "../step-view.ts";
import { wayOf, type TrailState } from "../simulate/trail-store.ts";
import type { ExitElement } from "./canvas-elements.ts";
import { useDetailLevel } from "./detail-level.ts";
import { EdgeSlot } from "./edge-slot.tsx";

/** How far below its step a bundle's exits come together. */
const JOIN_PX = 12;
const CORNER_PX = 10;
const NO_EXITS: readonly ExitRef[] = [];

/** The ways out that lead to one step, drawn as one edge with their names; in live mode with the people on it. */
export function ExitEdge(props: EdgeProps<ExitElement>) {
  const { selected } = props;
  const data = props.data?.bundle;
  const detail = useDetailLevel();
  const { hasNumbers: isLive, view } = useBuilder();
  const readOnly = useDocument((state) => state.readOnly);
  const refs = props.data?.refs ?? NO_EXITS;
  const people = useLive((state) => peopleOn(state, refs));
  const trail = useTrail((state) => trailOn(state, refs));
  const isDead = useDocument(({ flow }) =>
    refs.every(({ from, exit }) => {
      const step = view(flow, from);
      return step !== undefined && isNeverTaken(step, exit);
    }),
  );
  if (data === undefined) return null;

  const { path, label } = pathOf(props, data);
  // Ways that something went wrong are dashed as well as named.
  const isSide = refs.every(({ exit }) => MAY_STAY_OPEN.has(exit));
  const width = isLive ? Math.min(1.5 + Math.log10((people ?? 0) + 1) * 1.1, 6) : 1.5;
  return (
    <>
      <BaseEdge
        id={props.id}
        path={path}
        interactionWidth={readOnly ? 0 : 20}
        className={clsx(
          "exit-edge",
          selected === true && "exit-edge-selected",
          isDead && "exit-edge-off",
          trail,
        )}
        style={{ strokeWidth: width, ...(isSide ? { strokeDasharray: "5 4" } : {}) }}
      />
      {detail === "full" && (
        <EdgeLabelRenderer>
          <div
            className="nodrag nopan pointer-events-auto absolute flex items-center gap-1"
            style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
          >
            {data.label !== undefined && (
              <span
                title={data.label}
                className="max-w-40 truncate rounded-full border border-line bg-surface px-2 text-xs leading-4.5 text-ink-2"
              >
                {data.label}
              </span>
            )}
            {isLive && people !== undefined && people > 0 && (
              <span className="rounded-full bg-accent-soft px-2 text-xs leading-5 font-medium text-accent tabular-nums">
                {formatCount(people)}
                {data.lanes > 1 && <ShareOf from={refs[0]} people={people} />}
              </span>
            )}
            {!readOnly && <EdgeSlot exits={refs} selected={selected === true} />}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

interface ShareOfProps {
  readonly from: ExitRef | undefined;
  readonly people: number;
}

/** Of those who left the step, as its panel says it. */
function ShareOf({ from, people }: ShareOfProps) {
  const left = useLive((state) => {
    const counts = from === undefined ? undefined : countsOf(state, from.from);
    return counts === undefined ? 0 : wentOn(counts);
  });
  const share = rate(people, left);
  return isTellable(share) && <span className="pl-1">{shareWords(share.share)}</span>;
}

/** How a way out looks beside the way that somebody took. */
function trailOn({ trail }: TrailState, refs: readonly ExitRef[]): string | undefined {
  if (trail === undefined) return undefined;
  const isTaken = refs.some(({ from, exit }) => trail.ways.has(wayOf(from, exit)));
  return isTaken ? "exit-edge-taken" : "exit-edge-off";
}

function peopleOn(state: LiveState, refs: readonly ExitRef[]): number | undefined {
  if (state.counts === undefined) return undefined;
  return refs.reduce((sum, { from, exit }) => sum + (countsOf(state, from)?.left[exit] ?? 0), 0);
}

function pathOf(props: EdgeProps<ExitElement>, bundle: ExitBundle) {
  const { offsets } = bundle;
  const [first = 0, last = first] = [offsets[0], offsets.at(-1)];
  const [left, y] = [props.sourceX - first, props.sourceY];
  const source = { x: left + middleOf(offsets), y };
  const rail = bundle.rail === undefined ? undefined : left + bundle.rail;
  const target = { x: props.targetX, y: props.targetY };
  const ends = { ...bundle, left, source, target, rail };
  const route = edgeRoute(ends);
  const label = nameAt(bundle, ends, route);
  const main = roundedPath(route.points, CORNER_PX);
  if (offsets.length === 1) return { path: main, label };
  const legs = offsets.map((offset) => `M ${left + offset} ${y} V ${y + JOIN_PX}`).join(" ");
  const bracket = `M ${left + first} ${y + JOIN_PX} H ${left + last}`;
  const stem = roundedPath([{ ...source, y: y + JOIN_PX }, ...route.points.slice(1)], CORNER_PX);
  return { path: `${legs} ${bracket} ${stem}`, label };
}
