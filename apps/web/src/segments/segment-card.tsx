import type { ReactNode } from "react";

export interface SegmentCardProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

/** One part of what is known of a segment. */
export function SegmentCard({ title, hint, children }: SegmentCardProps) {
  return (
    <section
      aria-label={title}
      className="overflow-x-auto rounded-card border border-line bg-surface"
    >
      <header className="px-4 pt-3 pb-2">
        <h2 className="text-base font-semibold">{title}</h2>
        <p className="text-sm text-ink-3">{hint}</p>
      </header>
      {children}
    </section>
  );
}
