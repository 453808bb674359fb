import type { TaskVerdict } from "@fairflow/contract";

export interface VerdictReasonsProps {
  readonly verdict: TaskVerdict;
}

/** Each rule that stands in the way, in plain words, with where it stands written. */
export function VerdictReasons({ verdict }: VerdictReasonsProps) {
  const { reason, rules } = verdict;
  return (
    <>
      {reason !== null && <p className="text-base">{`${reason}.`}</p>}
      {rules.length > 0 && (
        <ul className="mt-1 flex flex-col gap-1.5" aria-label="Rules that keep it back">
          {rules.map(({ id, words, source }) => (
            <li key={id}>
              <p className="text-base">{words}</p>
              <p className="text-xs text-ink-2">
                {source === null ? "" : `${source}, `}rule{" "}
                <code className="break-all select-all">{id}</code>
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
