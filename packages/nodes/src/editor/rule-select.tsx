import { isOptionGroupArray, type FullOption, type ValueSelectorProps } from "react-querybuilder";

/** The form's select with a name that screen readers say; its own has only a tooltip. */
export function RuleSelect(props: ValueSelectorProps) {
  const { className, title, value, options, disabled } = props;
  return (
    <select
      aria-label={title}
      className={className}
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
  );
}

function optionOf({ name, label }: FullOption) {
  return (
    <option key={name} value={name}>
      {label}
    </option>
  );
}
