import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { isOptionGroupArray, type FullOption, type ValueSelectorProps } from "react-querybuilder";

/** The form's select with a name that screen readers say; its own has only a tooltip. */
export function RuleSelect(props: ValueSelectorProps) {
  const { className, title, value, options, disabled } = props;
  return (
    <span className="relative inline-flex min-w-0">
      <select
        aria-label={title}
        className={clsx(className, "appearance-none truncate pr-7")}
        value={value}
        disabled={disabled}
        onChange={({ target }) => props.handleOnChange(target.value)}
      >
        {isOptionGroupArray(options)
          ? options.map((group) => (
              <optgroup key={group.label} label={group.label}>
                {group.options.map(optionOf)}
              </optgroup>
            ))
          : options.map(optionOf)}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-2 right-2 size-4 text-ink-3"
      />
    </span>
  );
}

function optionOf({ name, label }: FullOption) {
  return (
    <option key={name} value={name}>
      {label}
    </option>
  );
}
