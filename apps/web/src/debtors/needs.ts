import { plainName } from "../compliance/gate-words.ts";

/** What helps: what to do differently, never why. */
const NEEDS: Readonly<Record<string, string>> = {
  "more-time": "More time to answer and to pay",
  "large-print": "Large print",
  "in-writing": "Everything in writing, no calls",
  "by-call": "By call rather than in writing",
  "third-party": "Somebody who speaks for them",
  interpreter: "An interpreter",
  "plain-words": "Simple words, short messages",
  "no-visits": "No visits at home",
};

export const needs = Object.entries(NEEDS).map(([value, label]) => ({ value, label }));

export function needName(need: string): string {
  return Object.hasOwn(NEEDS, need) ? (NEEDS[need] ?? need) : plainName(need);
}
