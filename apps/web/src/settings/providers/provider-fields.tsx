import {
  isAsked,
  type FieldValues,
  type ProviderField,
  type ProviderSecret,
} from "@fairflow/contract";
import { SelectField, SwitchField, TextArea, TextField } from "@fairflow/ui";

export interface ProviderFieldsProps {
  readonly fields: readonly ProviderField[];
  readonly values: FieldValues;
  /** What is wrong, by the key of the field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (key: string, value: string | boolean) => void;
}

/** The settings of any kind of provider, as its catalogue describes them. */
export function ProviderFields({ fields, values, problems, onChange }: ProviderFieldsProps) {
  const asked = fields.filter(({ when }) => isAsked(when, values));
  const draw = (field: ProviderField) => (
    <FieldOf
      key={field.key}
      field={field}
      value={values[field.key]}
      problem={problems[field.key]}
      onChange={(value) => onChange(field.key, value)}
    />
  );
  const advanced = asked.filter(({ isAdvanced }) => isAdvanced === true);
  const isOpen = advanced.some(
    ({ key }) => problems[key] !== undefined || values[key] !== undefined,
  );
  return (
    <>
      {asked.filter(({ isAdvanced }) => isAdvanced !== true).map(draw)}
      {advanced.length > 0 && (
        <details open={isOpen || undefined}>
          <summary className="cursor-pointer text-base font-medium text-ink-2">More</summary>
          <div className="mt-4 flex flex-col gap-4">{advanced.map(draw)}</div>
        </details>
      )}
    </>
  );
}

interface FieldOfProps {
  readonly field: ProviderField;
  readonly value: FieldValues[string];
  readonly problem: string | undefined;
  readonly onChange: (value: string | boolean) => void;
}

function FieldOf({ field, value, problem, onChange }: FieldOfProps) {
  const { input, hint, isRequired = false } = field;
  const label = isRequired ? field.label : `${field.label} (optional)`;
  const text = value === undefined ? "" : String(value);
  const shared = { hint, problem };
  switch (input.kind) {
    case "switch":
      return (
        <SwitchField label={field.label} hint={hint} checked={value === true} onChange={onChange} />
      );
    case "choice":
      return (
        <SelectField
          {...shared}
          label={field.label}
          value={text}
          options={[...input.choices]}
          onChange={onChange}
        />
      );
    case "json":
    case "list":
    case "long-text":
      return (
        <TextArea
          {...shared}
          label={label}
          rows={input.kind === "list" ? 3 : 5}
          spellCheck={false}
          placeholder={input.placeholder}
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      );
    case "number":
    case "text":
      return (
        <TextField
          {...shared}
          label={label}
          inputMode={input.kind === "number" ? "decimal" : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={input.kind === "text" ? input.placeholder : undefined}
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      );
  }
}

export interface SecretFieldProps {
  readonly secret: ProviderSecret;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

/** Shown while it is entered, since nobody can look it up afterwards. */
export function SecretField({ secret, value, problem, onChange }: SecretFieldProps) {
  const { label, hint, isLong = false, isRequired = false } = secret;
  const shared = {
    label: isRequired ? label : `${label} (optional)`,
    hint,
    problem,
    value,
    autoComplete: "off",
    spellCheck: false,
  };
  return isLong ? (
    <TextArea {...shared} rows={5} onChange={({ target }) => onChange(target.value)} />
  ) : (
    <TextField {...shared} type="password" onChange={({ target }) => onChange(target.value)} />
  );
}
