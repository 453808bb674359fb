import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Tone } from "./badge.tsx";

export interface CalloutProps {
  readonly tone: Exclude<Tone, "neutral">;
  readonly icon?: ReactNode;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

const TONES: Readonly<Record<CalloutProps["tone"], string>> = {
  accent: "bg-accent-soft border-accent/30 text-accent",
  ok: "bg-ok-soft border-ok/30 text-ok",
  warn: "bg-warn-soft border-warn/30 text-warn",
  bad: "bg-bad-soft border-bad/30 text-bad",
  info: "bg-info-soft border-info/30 text-info",
  hold: "bg-hold-soft border-hold/30 text-hold",
};

export function Callout({ tone, icon, title, children, actions }: CalloutProps) {
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={clsx("flex items-start gap-2.5 rounded-card border px-3 py-2.5", TONES[tone])}
    >
      {icon}
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && <div className="text-sm text-ink">{children}</div>}
      </div>
      {actions}
    </div>
  );
}
