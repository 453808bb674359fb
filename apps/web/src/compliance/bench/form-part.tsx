import type { ReactNode } from "react";

export interface FormPartProps {
  readonly title: string;
  /** What is in it, while it is closed. */
  readonly summary?: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/** One part of the case, which can be folded away. */
export function FormPart({ title, summary, isOpen = false, children }: FormPartProps) {
  return (
    <details open={isOpen} className="group rounded-card border border-line bg-surface">
      <summary className="flex items-baseline gap-2 px-4 py-2.5 text-base font-semibold">
        {title}
        {summary !== undefined && (
          <span className="min-w-0 flex-1 truncate text-sm font-normal text-ink-3">{summary}</span>
        )}
      </summary>
      <div className="flex flex-col gap-3 px-4 pt-1 pb-4">{children}</div>
    </details>
  );
}
