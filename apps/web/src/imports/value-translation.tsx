import { TextField } from "@fairflow/ui";
import { columnValues, withColumnValues, type MappingDraft } from "./mapping-draft.ts";

export interface ValueTranslationProps {
  readonly column: string;
  readonly target: string;
  /** The different values that the first rows have. */
  readonly seen: readonly string[];
  readonly mapping: MappingDraft;
  readonly onChange: (mapping: MappingDraft) => void;
}

/** Their words for ours, as `English` for `en`. Values without a word of ours are then refused, each with its row. */
export function ValueTranslation({
  column,
  target,
  seen,
  mapping,
  onChange,
}: ValueTranslationProps) {
  const words = columnValues(mapping, target);
  const values = [...new Set([...seen, ...words.keys()])].filter((value) => value !== "");
  return (
    <details className="mt-1.5" open={words.size > 0}>
      <summary className="w-fit rounded text-xs font-medium text-accent">
        {words.size === 0 ? "Translate its values" : "Its values translated"}
      </summary>
      <div className="mt-2 flex max-w-60 flex-col gap-1.5">
        {values.map((value) => (
          <span key={value} className="flex items-center gap-2 text-sm">
            <span className="w-24 shrink-0 truncate" title={value}>
              {value}
            </span>
            <span aria-hidden>=</span>
            <TextField
              label={`"${value}" in "${column}" means`}
              labelHidden
              value={words.get(value) ?? ""}
              onChange={(event) =>
                onChange(
                  withColumnValues(
                    mapping,
                    target,
                    new Map([...words, [value, event.target.value]]),
                  ),
                )
              }
            />
          </span>
        ))}
      </div>
    </details>
  );
}
