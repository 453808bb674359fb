import type { Slot } from "./slot.ts";

/** A slot as a single field needs it. */
export type Place = Pick<Slot<unknown>, "value" | "problem" | "set">;

export function textOf({ value }: Place): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
