import { legalWords } from "@fairflow/compliance/packs";
import { plainWords } from "./step-words.ts";

/** A legal step as people call it. One that is in no pack any more is read as its id. */
export function stepTitle(id: string): string {
  return legalWords.steps.find((step) => step.id === id)?.title ?? plainWords(id);
}
