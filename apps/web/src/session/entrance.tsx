import type { ReactNode } from "react";

export interface EntranceProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** The one column of every page before signing in. */
export function Entrance({ title, children }: EntranceProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-sunken p-4">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <div className="flex items-center gap-3">
          <img src="/favicon.svg" alt="" className="size-9" />
          <span className="text-xl font-semibold">Fairflow</span>
        </div>
        <section className="flex flex-col gap-4 rounded-card border border-line bg-surface p-6 shadow-low">
          <h1 className="text-xl font-semibold">{title}</h1>
          {children}
        </section>
      </div>
    </main>
  );
}
