import type { CashLine } from "@fairflow/contract";
import { AllocationItem } from "./allocation-item.tsx";

export interface AllocationListProps {
  readonly line: CashLine;
  readonly canAct: boolean;
}

/** All that was ever done with a line, what was taken back too. */
export function AllocationList({ line, canAct }: AllocationListProps) {
  if (line.allocations.length === 0) return null;
  return (
    <section aria-label="What was done with it">
      <h3 className="mb-1 text-base font-semibold">What was done with it</h3>
      <ul className="divide-y divide-line">
        {line.allocations.map((allocation) => (
          <AllocationItem key={allocation.id} line={line} allocation={allocation} canAct={canAct} />
        ))}
      </ul>
    </section>
  );
}
