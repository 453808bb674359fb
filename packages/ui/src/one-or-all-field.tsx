import { SelectField, type SelectFieldProps } from "./select-field.tsx";

export interface OneOrAllFieldProps<Value extends string> extends Pick<
  SelectFieldProps,
  "label" | "labelHidden" | "hint" | "className"
> {
  /** What it is called to choose none of them. */
  readonly all: string;
  /** Undefined: all. */
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | undefined) => void;
}

const ALL = "all";

/** One of several, or all of them. */
export function OneOrAllField<Value extends string>({
  all,
  value,
  options,
  onChange,
  ...field
}: OneOrAllFieldProps<Value>) {
  return (
    <SelectField
      {...field}
      value={value ?? ALL}
      options={[{ value: ALL, label: all }, ...options]}
      onChange={(chosen) => onChange(options.find((option) => option.value === chosen)?.value)}
    />
  );
}
