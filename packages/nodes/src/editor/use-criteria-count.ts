import { fieldsUsed, type Criteria } from "@fairflow/criteria";
import { useEffect, useState } from "react";
import { useEditorLibrary, type CriteriaCount } from "./editor-library.ts";

/** How long a condition rests before it is counted: a count on every key would keep the database busy for nothing. */
const REST_MS = 400;

/** What is known of how many accounts a condition holds for. An older count stays while a newer one is on its way. */
export type CountState =
  | { readonly kind: "counting"; readonly before: CriteriaCount | undefined }
  | { readonly kind: "known"; readonly count: CriteriaCount }
  | { readonly kind: "failed"; readonly again: () => void }
  /** It asks about the way through the flow, which an account that is in none does not have. */
  | { readonly kind: "cannot"; readonly asks: readonly string[] };

interface Answered {
  readonly question: string;
  /** Undefined where it could not be counted. */
  readonly count: CriteriaCount | undefined;
}

/**
 * Counts a condition whenever it has changed and rests.
 *
 * @param criteria finished ones: the server refuses others
 * @param insteadOf the segment whose condition they would replace
 */
export function useCriteriaCount(criteria: Criteria, insteadOf?: string): CountState {
  const { countCriteria, fields } = useEditorLibrary();
  const [answered, setAnswered] = useState<Answered>();
  const [attempt, setAttempt] = useState(0);
  const question = JSON.stringify([criteria, insteadOf ?? null, attempt]);
  const asks = [...fieldsUsed(criteria)].flatMap((id) => {
    const field = fields.get(id);
    return field?.group === "run" ? [field.label] : [];
  });
  const isCountable = asks.length === 0;

  // Outside React: the clock that says that typing has stopped, and the server that counts.
  useEffect(() => {
    if (!isCountable) return;
    const aborter = new AbortController();
    const count = async () => {
      try {
        const answer = await countCriteria({ criteria, insteadOf }, aborter.signal);
        if (!aborter.signal.aborted) setAnswered({ question, count: answer });
      } catch {
        // The count is an extra: the form works without it, and asking again is one click.
        if (!aborter.signal.aborted) setAnswered({ question, count: undefined });
      }
    };
    const timer = setTimeout(() => void count(), REST_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
    // The question stands for the criteria and the segment, which are new objects at every key.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [question, isCountable, countCriteria]);

  if (!isCountable) return { kind: "cannot", asks };
  if (answered?.question !== question) return { kind: "counting", before: answered?.count };
  if (answered.count === undefined) {
    return { kind: "failed", again: () => setAttempt((now) => now + 1) };
  }
  return { kind: "known", count: answered.count };
}
