import type { Criteria } from "@fairflow/criteria";
import { Skeleton } from "@fairflow/ui";
import { lazy, Suspense } from "react";

export interface CriteriaInputProps {
  readonly label: string;
  readonly criteria: Criteria;
  readonly onChange: (criteria: Criteria) => void;
  /** What is wrong with it; the words under it say so, and whoever looks for the problem is led here. */
  readonly problem?: string | undefined;
}

const CriteriaForm = lazy(async () => {
  const { CriteriaForm: form } = await import("./criteria-form.tsx");
  return { default: form };
});

/** The if-then builder. It comes in a chunk of its own, since most steps ask no condition. */
export function CriteriaInput({ label, criteria, onChange, problem }: CriteriaInputProps) {
  return (
    <fieldset className="min-w-0" data-problem={problem}>
      <legend className="mb-1 text-sm font-medium text-ink-2">{label}</legend>
      <Suspense fallback={<Skeleton className="h-24" />}>
        <CriteriaForm criteria={criteria} onChange={onChange} />
      </Suspense>
    </fieldset>
  );
}
