import { compilePack } from "@fairflow/compliance";
import type { Law } from "../world.ts";
import { programLaw } from "./program-law.ts";

/**
 * The law as it would be if somebody activated every pack that waits for it, in the text that the program brings: so that a
 * flow can be tried before the law is. Nothing that leaves is ever judged by it.
 */
export function asIfActive(law: Law): Law {
  if (law.notActive.size === 0) return law;
  const tables = { zones: law.zones, holidays: programLaw.holidays };
  const waiting = programLaw.packs.filter(({ id }) => law.notActive.has(id));
  return {
    ...law,
    packs: new Map([
      ...law.packs,
      ...waiting.map((pack) => [pack.id, compilePack(pack, tables)] as const),
    ]),
    notActive: new Set(),
  };
}
