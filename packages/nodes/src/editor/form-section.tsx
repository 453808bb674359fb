import type { ReactNode } from "react";

export interface FormSectionProps {
  readonly title?: string;
  readonly children: ReactNode;
}

export function FormSection({ title, children }: FormSectionProps) {
  return (
    <section className="flex flex-col gap-3">
      {title !== undefined && <h3 className="text-sm font-semibold text-ink">{title}</h3>}
      {children}
    </section>
  );
}
