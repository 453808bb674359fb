import type { ReactNode } from "react";

export interface PageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The head and the width of an ordinary page. */
export function Page({ title, subtitle, actions, children }: PageProps) {
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-5 px-6 py-6">
      <title>{`${title} - Fairflow`}</title>
      <header className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-64 flex-1">
          <h1 className="text-2xl font-semibold">{title}</h1>
          {subtitle !== undefined && <p className="mt-0.5 text-base text-ink-2">{subtitle}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
