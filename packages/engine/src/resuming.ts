import type { CompiledPack } from "@fairflow/compliance";
import { programLaw } from "./law/program-law.ts";

/** The states after which some pack lets contact resume only when what it requires is on record. */
export const RESUMES_BY_EVIDENCE: readonly string[] = [
  ...new Set(
    programLaw.packs
      .flatMap(({ rules }) => rules.holds ?? [])
      .filter(({ resumeRequires = [] }) => resumeRequires.length > 0)
      .flatMap(({ state }) => state),
  ),
];

/** What these packs require on record before contact resumes after one of the states. */
export function requiredToResume(
  packs: readonly CompiledPack[],
  states: readonly string[],
): readonly string[] {
  const required = packs
    .flatMap(({ holds }) => holds)
    .filter((hold) => states.some((state) => hold.states.has(state)))
    .flatMap(({ resumeRequires }) => resumeRequires);
  return [...new Set(required)];
}
