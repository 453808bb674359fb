import { endpoints } from "@fairflow/contract";
import { Callout, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { ask } from "../server/ask.ts";
import type { MappingDraft } from "./mapping-draft.ts";
import { MappingStep } from "./mapping-step.tsx";
import { PreviewStep } from "./preview-step.tsx";

export interface ImportWizardProps {
  readonly id: string;
}

const STEPS = ["Say what the columns are", "Look at the rows, and import"] as const;

export function ImportWizard({ id }: ImportWizardProps) {
  const detection = useQuery({
    ...ask(endpoints.importDetection, { params: { id } }),
    staleTime: Infinity,
  });
  const [changed, setChanged] = useState<MappingDraft | undefined>();
  const [step, setStep] = useState<0 | 1>(0);
  if (detection.isError) {
    return (
      <LoadFailed
        what="The file could not be looked at"
        error={detection.error}
        onRetry={() => void detection.refetch()}
      />
    );
  }
  if (detection.data === undefined) return <Skeleton className="h-96" />;
  const { detected, guess } = detection.data;
  const mapping = changed ?? guess;
  return (
    <div className="flex flex-col gap-5">
      <ol className="flex flex-wrap gap-6">
        {STEPS.map((words, index) => (
          <li
            key={words}
            aria-current={step === index ? "step" : undefined}
            className={clsx(
              "flex items-center gap-2",
              step === index ? "font-medium text-ink" : "text-ink-3",
            )}
          >
            <span
              className={clsx(
                "flex size-6 items-center justify-center rounded-full text-xs font-semibold",
                step === index ? "bg-accent text-on-accent" : "bg-sunken",
              )}
            >
              {index + 1}
            </span>
            {words}
          </li>
        ))}
      </ol>
      {detected.doubts.map((doubt) => (
        <Callout
          key={doubt}
          tone="warn"
          icon={<TriangleAlert aria-hidden className="mt-0.5 size-4" />}
          title={doubt}
        />
      ))}
      {step === 0 ? (
        <MappingStep
          detected={detected}
          mapping={mapping}
          onChange={setChanged}
          onNext={() => setStep(1)}
        />
      ) : (
        <PreviewStep id={id} mapping={mapping} onBack={() => setStep(0)} />
      )}
    </div>
  );
}
