import type { Flow, Position } from "@fairflow/flow";
import { endsOf, middleOf, type RoutedBundle } from "./edge-ends.ts";
import { edgeRoute, type EdgeEnds, type EdgeRoute } from "./edge-route.ts";
import { labelPlaces, type OpenEnd } from "./label-places.ts";

/** From the lower left corner of the step: the middle of the name, and the end of the edge for which that was found. */
export interface NamePlace {
  readonly label: Position;
  readonly end: Position;
}

const PLUS_PX = 24;
/** How many people go this way, and their share: in place of the plus where numbers are shown. */
const PEOPLE_PX = 84;
const [LETTER_PX, CHIP_PX, MOST_CHIP_PX] = [6.6, 22, 164];
/** Handles reach this far out of their steps together, at most. */
const STILL_PX = 12;

/**
 * Where the names of a drawing's edges stand, so that none covers another, nor a way out that leads nowhere.
 */
export function namePlaces(
  flow: Flow,
  bundles: readonly RoutedBundle[],
  openEnds: readonly OpenEnd[],
): ReadonlyMap<RoutedBundle, NamePlace> {
  const drawn = bundles.flatMap((bundle) => {
    const ends = endsOf(flow, bundle);
    return ends === undefined ? [] : [{ bundle, ends, route: edgeRoute(ends) }];
  });
  const places = labelPlaces(
    drawn.map(({ bundle, route }) => {
      const width = widthOf(bundle);
      return { ...route, width, roomy: width - PLUS_PX + PEOPLE_PX };
    }),
    Object.values(flow.layout),
    openEnds,
  );
  return new Map(
    drawn.map(({ bundle, ends, route }, index) => {
      const from = fromCorner(bundle, ends);
      return [bundle, { label: from(places[index] ?? route.label), end: from(ends.target) }];
    }),
  );
}

/**
 * Where the name of an edge stands that is drawn between these ends: while one of its steps is dragged, where it would if it
 * were alone.
 */
export function nameAt(
  bundle: RoutedBundle & { readonly place: NamePlace | undefined },
  ends: EdgeEnds,
  route: EdgeRoute,
): Position {
  const { place } = bundle;
  if (place === undefined) return route.label;
  const end = fromCorner(bundle, ends)(ends.target);
  const moved = Math.hypot(end.x - place.end.x, end.y - place.end.y);
  if (moved > STILL_PX) return route.label;
  // Handles reach as far out of the upper step as out of the lower one.
  const out = (place.end.y - end.y) / 2;
  const { x, y } = ends.source;
  return { x: x - middleOf(bundle.offsets) + place.label.x, y: y + place.label.y - out };
}

function fromCorner({ offsets }: RoutedBundle, { source }: EdgeEnds) {
  const left = source.x - middleOf(offsets);
  return ({ x, y }: Position): Position => ({ x: x - left, y: y - source.y });
}

/** About how wide the name and the plus are. */
function widthOf({ label }: RoutedBundle): number {
  if (label === undefined) return PLUS_PX;
  return PLUS_PX + Math.min(MOST_CHIP_PX, CHIP_PX + label.length * LETTER_PX);
}
