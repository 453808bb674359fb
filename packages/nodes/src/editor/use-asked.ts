import { useEffect, useState } from "react";

/** How long a question rests before it is asked: one on every key would keep the server busy for nothing. */
const REST_MS = 400;

/** What is known of an answer. An older one stays while a newer one is on its way. */
export type Asked<Answer> =
  | { readonly kind: "asking"; readonly before: Answer | undefined }
  | { readonly kind: "known"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly again: () => void };

interface Heard<Answer> {
  readonly question: string;
  /** Undefined where it could not be answered. */
  readonly answer: Answer | undefined;
}

/**
 * Asks the server whenever a question has changed and rests.
 *
 * @param question what stands for all that `ask` asks about; undefined asks nothing
 */
export function useAsked<Answer>(
  question: string | undefined,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Asked<Answer> {
  const [heard, setHeard] = useState<Heard<Answer>>();
  const [attempt, setAttempt] = useState(0);
  const current = `${attempt} ${question ?? ""}`;

  // Outside React: the clock that says that typing has stopped, and the server that answers.
  useEffect(() => {
    if (question === undefined) return;
    const aborter = new AbortController();
    const hear = async () => {
      try {
        const answer = await ask(aborter.signal);
        if (!aborter.signal.aborted) setHeard({ question: current, answer });
      } catch {
        // The answer is an extra: the form works without it, and asking again is one click.
        if (!aborter.signal.aborted) setHeard({ question: current, answer: undefined });
      }
    };
    const timer = setTimeout(() => void hear(), REST_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
    // The question stands for what `ask` closes over, which is new at every key.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [current, question === undefined]);

  if (heard?.question !== current) return { kind: "asking", before: heard?.answer };
  if (heard.answer === undefined) {
    return { kind: "failed", again: () => setAttempt((now) => now + 1) };
  }
  return { kind: "known", answer: heard.answer };
}
