import type { CompiledPack } from "@fairflow/compliance";
import type { Law } from "../world.ts";
import { packName } from "./pack-name.ts";

/**
 * The packs that a verdict names, as they stand in the law that it names; `undefined` where that law has one of them in
 * another version or not at all.
 *
 * @param names as `packName` makes them
 */
export function packsAsked(
  law: Law,
  names: readonly string[],
): readonly CompiledPack[] | undefined {
  const known = new Map(
    [law.stopFacts, ...law.packs.values(), ...law.housePacks.values()].map((pack) => [
      packName(pack),
      pack,
    ]),
  );
  const packs = names.flatMap((name) => known.get(name) ?? []);
  return packs.length === names.length ? packs : undefined;
}
