import type { ExitRef, NodeId, Position } from "@fairflow/flow";
import type { NodeDefinition } from "@fairflow/interpreter";
import type { Builder } from "../builder-context.ts";
import { endsOf } from "../edge-ends.ts";
import { edgeRoute } from "../edge-route.ts";
import { exitBundles } from "../exit-bundles.ts";
import { nameAt } from "../name-places.ts";
import { perFlow } from "../per-flow.ts";
import { openEndAt } from "../placement.ts";
import { endsFlow } from "../step-families.ts";

/** How near the pointer must be on the screen, in pixels. */
const REACH_PX = 90;

/** The ways out that a carried step would go behind if it were let go here, in flow coordinates; none is an empty list. */
export function nearestSlot(
  builder: Builder,
  definition: NodeDefinition,
  point: Position,
  zoom: number,
): readonly ExitRef[] {
  if (definition.role !== "step") return [];
  // What ends the flow would cut off what follows, so it goes to open ends only.
  const slots = endsFlow(definition)
    ? openSlots(builder)
    : [...openSlots(builder), ...edgeSlots(builder)];
  return nearest(slots, point, REACH_PX / zoom);
}

/** The ways out at whose plus a step that stands in the flow already is held; its own are none. */
export function slotNear(
  builder: Builder,
  {
    moving,
    point,
    reach,
  }: { readonly moving: NodeId; readonly point: Position; readonly reach: number },
): readonly ExitRef[] {
  const { flow } = builder.document.getState();
  const step = builder.view(flow, moving);
  if (step?.role !== "step") return [];
  const slots = [
    ...openSlots(builder),
    ...(step.exits.length === 0 ? [] : edgeSlots(builder).filter(({ to }) => to !== moving)),
  ];
  const others = slots.filter(({ exits }) => exits.every(({ from }) => from !== moving));
  return nearest(others, point, reach);
}

function nearest(slots: readonly Slot[], point: Position, reach: number): readonly ExitRef[] {
  const near = slots
    .map(({ exits, at }) => ({ exits, distance: Math.hypot(at.x - point.x, at.y - point.y) }))
    .filter(({ distance }) => distance <= reach)
    .toSorted((a, b) => a.distance - b.distance);
  return near[0]?.exits ?? [];
}

interface Slot {
  readonly exits: readonly ExitRef[];
  readonly at: Position;
  /** The step that an edge leads to; undefined at an open end. */
  readonly to?: NodeId;
}

function openSlots({ document, view }: Builder): readonly Slot[] {
  return openSlotsOf(document.getState().flow, view);
}

function edgeSlots({ document, view }: Builder): readonly Slot[] {
  return edgeSlotsOf(document.getState().flow, view);
}

const openSlotsOf = perFlow((flow, view): readonly Slot[] => {
  const taken = new Set(flow.edges.map(keyOf));
  return flow.nodes.flatMap(({ id }) => {
    const place = flow.layout[id];
    const exits = view(flow, id)?.exits ?? [];
    if (place === undefined) return [];
    return exits.flatMap((exit, index): readonly Slot[] => {
      const ref = { from: id, exit: exit.id };
      if (taken.has(keyOf(ref))) return [];
      return [{ exits: [ref], at: openEndAt(place, index, exits.length) }];
    });
  });
});

function keyOf({ from, exit }: ExitRef): string {
  return JSON.stringify([from, exit]);
}

const edgeSlotsOf = perFlow((flow, view): readonly Slot[] =>
  exitBundles(flow, view).flatMap((bundle) => {
    const ends = endsOf(flow, bundle);
    if (ends === undefined) return [];
    return [{ exits: bundle.exits, at: nameAt(bundle, ends, edgeRoute(ends)), to: bundle.to }];
  }),
);
