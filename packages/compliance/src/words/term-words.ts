import { STATE_CLAUSES, EVENT_CLAUSES, TERMS } from "./terms.ts";

/** A state as a clause: `the debt is disputed`. One that nobody put into words is quoted. */
export function stateClause(state: string): string {
  return STATE_CLAUSES.get(state) ?? `“${spaced(state)}” is on record`;
}

/** An event as a clause: `the dispute is decided`. */
export function eventClause(event: string): string {
  return EVENT_CLAUSES.get(event) ?? `“${spaced(event)}” is recorded`;
}

/** Any other word of a pack: a step, a kind of debt, a notice, evidence, a place. */
export function termWords(term: string): string {
  return TERMS.get(term) ?? spaced(term);
}

function spaced(word: string): string {
  return word.replaceAll("_", " ");
}
