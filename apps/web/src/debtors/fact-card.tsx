import type { ReactNode } from "react";

export interface FactCardProps {
  readonly title: string;
  readonly actions?: ReactNode;
  /** List items. */
  readonly children: ReactNode;
}

/** A short list of what is known, under its name. */
export function FactCard({ title, actions, children }: FactCardProps) {
  return (
    <section aria-label={title} className="rounded-card border border-line bg-surface p-4">
      <div className="mb-2.5 flex items-center justify-between gap-3">
        <h2 className="text-sm font-semibold text-ink-2">{title}</h2>
        {actions}
      </div>
      <ul className="flex flex-col gap-2.5">{children}</ul>
    </section>
  );
}
