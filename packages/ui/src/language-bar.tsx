import { clsx } from "clsx";
import { Button } from "./button.tsx";
import { languageName } from "./language-name.ts";
import { SelectField } from "./select-field.tsx";

export interface LanguageBarProps {
  /** Tags of the languages that there are. */
  readonly languages: readonly string[];
  readonly chosen: string;
  readonly onChoose: (language: string) => void;
  /** Those that may be added. */
  readonly addable: readonly string[];
  readonly onAdd: (language: string) => void;
  /** Takes the chosen one away; the last one stays. */
  readonly onRemove: () => void;
}

/** The languages that something is written in: which is looked at, and ways to add and remove one. */
export function LanguageBar({
  languages,
  chosen,
  onChoose,
  addable,
  onAdd,
  onRemove,
}: LanguageBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-1" role="group" aria-label="Languages">
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === chosen}
          onClick={() => onChoose(each)}
          className={clsx(
            "h-8 rounded-control px-3 text-sm font-medium",
            each === chosen ? "bg-accent-soft text-accent" : "text-ink-2 hover:bg-sunken",
          )}
        >
          {languageName(each)}
        </button>
      ))}
      {addable.length > 0 && (
        <SelectField
          label="Add a language"
          labelHidden
          value=""
          placeholder="Add a language"
          className="w-44"
          options={addable.map((each) => ({ value: each, label: languageName(each) }))}
          onChange={onAdd}
        />
      )}
      {languages.length > 1 && (
        <Button kind="quiet" className="ml-auto" onClick={onRemove}>
          {`Remove ${languageName(chosen)}`}
        </Button>
      )}
    </div>
  );
}
