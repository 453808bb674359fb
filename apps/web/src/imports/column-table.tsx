import { SelectField } from "@fairflow/ui";
import { targetOfColumn, withTarget } from "./mapping-draft.ts";
import type { MappingStepProps } from "./mapping-step.tsx";
import { constantFields, targetOptions } from "./target-fields.ts";
import { ValueTranslation, type ValueTranslationProps } from "./value-translation.tsx";

const NONE = "-";
const SHOWN = 3;

/** Each column with its first values, and what it is. */
export function ColumnTable({ detected, mapping, onChange }: Omit<MappingStepProps, "onNext">) {
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse text-base">
        <thead>
          <tr className="border-b border-line text-left text-xs text-ink-3">
            <th className="px-4 py-2.5 font-medium">Column</th>
            <th className="px-4 py-2.5 font-medium">First values</th>
            <th className="px-4 py-2.5 font-medium">It is the</th>
          </tr>
        </thead>
        <tbody>
          {detected.columns.map((column, index) => (
            <tr key={column} className="border-b border-line last:border-0">
              <td className="px-4 py-2 font-medium">{column}</td>
              <td className="max-w-72 truncate px-4 py-2 text-ink-2">
                {detected.sample
                  .slice(0, SHOWN)
                  .map((row) => row[index] ?? "")
                  .join(", ")}
              </td>
              <td className="px-4 py-2">
                <SelectField
                  label={`What "${column}" is`}
                  labelHidden
                  className="w-60"
                  value={targetOfColumn(mapping, column) ?? NONE}
                  options={[{ value: NONE, label: "Left out" }, ...targetOptions]}
                  onChange={(target) =>
                    onChange(withTarget(mapping, column, target === NONE ? undefined : target))
                  }
                />
                <Words
                  column={column}
                  seen={detected.sample.map((row) => row[index] ?? "")}
                  mapping={mapping}
                  onChange={onChange}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Only what has words of ours is translated: a language or a channel, not a name. */
function Words({ column, ...rest }: Omit<ValueTranslationProps, "target">) {
  const target = targetOfColumn(rest.mapping, column);
  if (target === undefined || !constantFields.some(({ id }) => id === target)) return null;
  return <ValueTranslation column={column} target={target} {...rest} />;
}
