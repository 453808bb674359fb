import { readFileSync } from "node:fs";
import type { Mutant } from "./mutants/mutant.ts";

const SOURCES = new URL("../src/", import.meta.url);

export function fileOf({ file }: Mutant): URL {
  return new URL(file, SOURCES);
}

/** Why the mutant cannot be made: its text is gone, stands there twice, or the replacement is the same. */
export function faultOf(mutant: Mutant): string | undefined {
  const { find, replacement } = mutant;
  const parts = readFileSync(fileOf(mutant), "utf8").split(find);
  if (parts.length === 1) return "its text is not there any more";
  if (parts.length > 2) return `its text stands there ${parts.length - 1} times`;
  return find === replacement ? "it changes nothing" : undefined;
}
