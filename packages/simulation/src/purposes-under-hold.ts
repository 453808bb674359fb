import { Purpose, type CompiledPack } from "@fairflow/compliance";

/**
 * The purposes that may go on while a state is active: those that every hold of the packs for it allows. Read from the
 * packs' data and not asked of the gate, for what counts with it is there to watch the gate. Holds of single states and
 * cities are left out.
 */
export function purposesUnderHold(
  packs: readonly CompiledPack[],
  state: string,
): ReadonlySet<Purpose> {
  const holds = packs
    .flatMap(({ pack }) => pack.rules.holds ?? [])
    .filter((hold) => [hold.state].flat().includes(state))
    .filter(({ appliesTo }) => appliesTo?.subdivisions === undefined);
  return new Set(
    Purpose.options.filter((purpose) =>
      holds.every(({ allowsPurposes }) => allowsPurposes.includes(purpose)),
    ),
  );
}
