import { DateField } from "@fairflow/ui";
import { ActField } from "./act-field.tsx";
import type { Act } from "./debtor-act.ts";

export interface SaidFieldsProps {
  readonly how: Act;
  readonly onHow: (how: Act) => void;
  /** Empty: just now. */
  readonly day: string;
  readonly onDay: (day: string) => void;
}

/** How and when a debtor said something. */
export function SaidFields({ how, onHow, day, onDay }: SaidFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <ActField value={how} onChange={onHow} />
      <DateField label="When they said it" hint="Empty: just now" value={day} onChange={onDay} />
    </div>
  );
}
