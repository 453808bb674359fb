import { Button, TextField } from "@fairflow/ui";
import { Braces } from "lucide-react";
import { useState } from "react";
import { markOf, useFields } from "./fields-context.ts";

export interface FieldPickerProps {
  readonly onPick: (mark: string) => void;
}

/** A list that can be searched of all that is known, each with its value for the person of the preview. */
export function FieldPicker({ onPick }: FieldPickerProps) {
  const fields = useFields();
  const [isOpen, setIsOpen] = useState(false);
  const [wanted, setWanted] = useState("");
  const found = fields.filter(({ id, label }) =>
    `${label} ${id}`.toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <div className="flex flex-col gap-2">
      <Button
        kind="quiet"
        icon={<Braces className="size-3.5" />}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        Put in a field
      </Button>
      {isOpen && (
        <div className="w-96 max-w-full rounded-card border border-line bg-raised p-2">
          <TextField
            label="Find a field"
            labelHidden
            placeholder="Find a field"
            value={wanted}
            autoFocus
            onChange={(event) => setWanted(event.target.value)}
          />
          <ul className="mt-1 max-h-56 overflow-y-auto">
            {found.map((field) => (
              <li key={field.id}>
                <button
                  type="button"
                  className="flex w-full items-baseline gap-3 rounded-control px-2 py-1.5 text-left text-sm hover:bg-sunken"
                  onClick={() => {
                    onPick(markOf(field));
                    setIsOpen(false);
                  }}
                >
                  <span className="min-w-0 flex-1">{field.label}</span>
                  <span className="max-w-44 truncate text-xs text-ink-3">
                    {field.value ?? "not known"}
                  </span>
                </button>
              </li>
            ))}
            {found.length === 0 && (
              <li className="px-2 py-1.5 text-sm text-ink-3">Nothing is called so.</li>
            )}
          </ul>
        </div>
      )}
    </div>
  );
}
