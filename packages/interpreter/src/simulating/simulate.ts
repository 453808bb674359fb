import { createAgenda } from "./agenda.ts";
import { sendAll } from "./send-planned.ts";
import { createTally } from "./tally.ts";
import { live, nextMs, placeOf, type Debtor, type World } from "./travel.ts";
import type { Simulated, SimulationInput, Traveller } from "./traveller.ts";

/**
 * Takes many travellers through a flow in virtual time, with the same `advance` that the engine runs. At one instant what
 * comes from outside goes first, then entries, then wake-ups; then the messages that all of them planned leave, merged per
 * debtor, channel and purpose. Deterministic.
 */
export function simulate<T extends Traveller>(input: SimulationInput<T>): Simulated {
  const agenda = createAgenda();
  const tally = createTally(input.flow);
  const debtors = new Map<string, Debtor<T>>();
  const places = input.travellers.map((traveller) => placeOf(traveller, debtors, input.fromMs));
  for (const [index, place] of places.entries()) {
    const first = nextMs(place);
    if (first !== null) agenda.add(first, index);
  }
  const outbox: Debtor<T>[] = [];
  for (let now = agenda.next(); now !== null && now.atMs < input.toMs; now = agenda.next()) {
    const world: World<T> = { ...input, tally, outbox, nowMs: now.atMs };
    for (const index of now.indices) {
      const place = places[index];
      if (place !== undefined) live(place, world);
    }
    while (outbox.length > 0) sendAll(world);
    for (const index of now.indices) {
      const place = places[index];
      const next = place === undefined ? null : nextMs(place);
      // What should have happened already happens now: time never goes back.
      if (next !== null) agenda.add(Math.max(next, now.atMs), index);
    }
  }
  return tally.result();
}
