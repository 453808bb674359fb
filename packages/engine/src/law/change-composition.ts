import type { Activation, ComposedPack, Composition } from "./composition.ts";

/** The law with a version of a pack in use, on somebody's word. */
export function withActivePack(
  composition: Composition,
  pack: Omit<ComposedPack, "activation"> & { readonly activation: Activation },
): Composition {
  return {
    ...composition,
    packs: composition.packs.map((each) => (each.id === pack.id ? pack : each)),
  };
}

/** The law with a pack taken out of use. */
export function withoutActivePack(composition: Composition, id: string): Composition {
  return {
    ...composition,
    packs: composition.packs.map((each) => (each.id === id ? { ...each, activation: null } : each)),
  };
}
