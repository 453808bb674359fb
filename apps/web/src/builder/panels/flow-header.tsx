import type { ReactNode } from "react";

export interface FlowHeaderProps {
  /** The way back, a `BackLink`. */
  readonly back: ReactNode;
  readonly title: string;
  /** How it stands, below the title. */
  readonly state?: ReactNode;
  readonly children?: ReactNode;
}

/** The head of every page about one flow. */
export function FlowHeader({ back, title, state, children }: FlowHeaderProps) {
  return (
    <header className="flex min-h-13 shrink-0 items-center gap-3 border-b border-line bg-surface px-3 py-1 max-lg:flex-wrap max-lg:py-2">
      {back}
      <div className="flex min-w-0 flex-col max-lg:flex-1 max-lg:basis-48">
        <h1 className="truncate text-lg leading-5 font-semibold">{title}</h1>
        {state}
      </div>
      {children}
    </header>
  );
}
