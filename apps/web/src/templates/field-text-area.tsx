import { Button, TextArea } from "@fairflow/ui";
import { useRef, type ReactNode } from "react";
import { FieldPicker } from "./field-picker.tsx";

export interface FieldTextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  readonly hint?: ReactNode;
  readonly maxLength?: number;
  /** Whole pieces that can be put in beside fields. */
  readonly pieces?: readonly { readonly label: string; readonly mark: string }[];
  readonly onChange: (value: string) => void;
}

/** A text into which fields are put where the cursor stands. */
export function FieldTextArea({
  label,
  value,
  rows,
  hint,
  maxLength,
  pieces,
  onChange,
}: FieldTextAreaProps) {
  const area = useRef<HTMLDivElement>(null);
  const insert = (mark: string) => {
    const box = area.current?.querySelector("textarea");
    const [from, to] = [box?.selectionStart ?? value.length, box?.selectionEnd ?? value.length];
    onChange(`${value.slice(0, from)}${mark}${value.slice(to)}`);
    box?.focus();
  };
  return (
    <div ref={area} className="flex flex-col gap-1.5">
      <TextArea
        label={label}
        rows={rows}
        value={value}
        hint={hint}
        {...(maxLength === undefined ? {} : { maxLength })}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="-ml-1 flex flex-wrap gap-1">
        <FieldPicker onPick={insert} />
        {pieces?.map(({ label: piece, mark }) => (
          <Button key={piece} kind="quiet" onClick={() => insert(mark)}>
            {piece}
          </Button>
        ))}
      </div>
    </div>
  );
}
