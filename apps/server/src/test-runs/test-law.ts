import { asIfActive, houseKey, type Law } from "@fairflow/engine";
import type { TestLaw } from "@fairflow/simulation";

/** The law of the installation, with the house rules for all portfolios, as made-up people live under it. */
export function testLaw(inForce: Law): TestLaw {
  const law = asIfActive(inForce);
  return {
    zones: law.zones,
    stopFacts: law.stopFacts,
    packs: new Map(
      [...law.packs].map(([id, pack]) => {
        const house = law.housePacks.get(houseKey(id, null));
        return [id, house === undefined ? [pack] : [pack, house]];
      }),
    ),
  };
}

/** What somebody should know who relies on these packs. */
export function inactiveNotes(law: Law, packIds: readonly string[]): string[] {
  return packIds
    .filter((id) => law.notActive.has(id))
    .map(
      (id) => `Nobody has activated the rule pack ${id} yet; it is read here as if somebody had.`,
    );
}
