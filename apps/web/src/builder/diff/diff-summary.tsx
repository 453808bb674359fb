import type { NodeId } from "@fairflow/flow";
import type { DiffSentence } from "./diff-sentences.ts";
import { MarkSign } from "./mark-sign.tsx";

export interface DiffSummaryProps {
  readonly sentences: readonly DiffSentence[];
  /** What only looks otherwise. */
  readonly drawing: string | undefined;
  /** Shows a step in the drawings; without it the sentences are only read. */
  readonly onChoose?: (node: NodeId) => void;
}

/** The change in words, one line each. */
export function DiffSummary({ sentences, drawing, onChoose }: DiffSummaryProps) {
  if (sentences.length === 0) {
    return (
      <p className="py-2 text-base text-ink-2">
        Nothing that runs is different. {drawing ?? "The drawings are alike too."}
      </p>
    );
  }
  return (
    <>
      <ul className="flex flex-col" aria-label="Changes in words">
        {sentences.map(({ mark, node, text }, index) => {
          const line = (
            <>
              <span className="w-21 shrink-0">
                <MarkSign mark={mark} />
              </span>
              <span className="min-w-0 wrap-anywhere">{text}</span>
            </>
          );
          return (
            // Two sentences about one step can read alike.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${node} ${index}`}>
              {node === undefined || onChoose === undefined ? (
                <span className="flex items-start gap-2 px-2 py-1.5 text-base">{line}</span>
              ) : (
                <button
                  type="button"
                  onClick={() => onChoose(node)}
                  className="flex w-full items-start gap-2 rounded-control px-2 py-1.5 text-left text-base hover:bg-sunken"
                >
                  {line}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {drawing !== undefined && <p className="px-2 pt-1 text-sm text-ink-3">Also {drawing}</p>}
    </>
  );
}
