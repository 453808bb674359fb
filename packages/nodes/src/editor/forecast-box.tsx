import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Asked } from "./use-asked.ts";

export interface ForecastBoxProps<Forecast> {
  readonly label: string;
  readonly Icon: LucideIcon;
  readonly asked: Asked<readonly Forecast[]>;
  /** What is said where there is nothing to tell of. */
  readonly nothing: string;
  readonly foot?: string;
  readonly children: (forecast: Forecast, isOnly: boolean) => ReactNode;
}

/** What the server foretells of a step, as it is set now. */
export function ForecastBox<Forecast extends { readonly words: string }>({
  label,
  Icon,
  asked,
  nothing,
  foot,
  children,
}: ForecastBoxProps<Forecast>) {
  const forecasts = knownOf(asked);
  return (
    <section
      aria-label={label}
      className="flex gap-2.5 rounded-card border border-line px-3 py-2.5"
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <div role="status" className="flex min-w-0 flex-1 flex-col gap-2 text-sm text-ink">
        {asked.kind === "failed" && (
          <p>
            It could not be asked.{" "}
            <button
              type="button"
              className="font-medium text-accent underline-offset-2 hover:underline"
              onClick={asked.again}
            >
              Ask again
            </button>
          </p>
        )}
        {asked.kind === "asking" && forecasts === undefined && (
          <p className="text-ink-3">Working it out</p>
        )}
        {forecasts?.length === 0 && <p>{nothing}</p>}
        {forecasts?.map((forecast) => (
          <div key={forecast.words}>{children(forecast, forecasts.length === 1)}</div>
        ))}
        {foot !== undefined && forecasts !== undefined && forecasts.length > 0 && (
          <p className="text-xs text-ink-3">{foot}</p>
        )}
      </div>
    </section>
  );
}

function knownOf<Answer>(asked: Asked<Answer>): Answer | undefined {
  if (asked.kind === "known") return asked.answer;
  return asked.kind === "asking" ? asked.before : undefined;
}
