import type { ClockSpeed, Frame } from "@fairflow/contract";
import { firstEndpoints } from "@fairflow/contract/first-page";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Pause } from "lucide-react";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { tellFailure } from "./tell-failure.ts";

export interface DemoClockProps {
  readonly clock: Frame["clock"];
}

const SPEEDS: readonly {
  readonly speed: ClockSpeed;
  readonly label: string;
  readonly hint: string;
}[] = [
  { speed: 0, label: "Pause", hint: "Stop the demo clock" },
  { speed: 1, label: "1x", hint: "As fast as real time" },
  { speed: 60, label: "60x", hint: "A minute each second" },
  { speed: 1200, label: "1200x", hint: "Twenty minutes each second" },
];

export function DemoClock({ clock }: DemoClockProps) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (speed: ClockSpeed) => call(firstEndpoints.setClock, { body: { speed } }),
    onSuccess: (frame) => client.setQueryData(ask(firstEndpoints.frame, {}).queryKey, frame),
    onError: tellFailure,
  });
  return (
    <div role="group" aria-label="Demo clock" className="flex items-center gap-2">
      <span className="tabular-nums">{formatInstant(clock.nowMs, clock.zone)}</span>
      <div className="flex overflow-hidden rounded-control border border-info/40">
        {SPEEDS.map(({ speed, label, hint }) => (
          <button
            key={speed}
            type="button"
            title={hint}
            aria-label={speed === 0 ? hint : `${label}: ${hint}`}
            aria-pressed={clock.speed === speed}
            onClick={() => change.mutate(speed)}
            className={clsx(
              "flex h-6 min-w-8 items-center justify-center px-2 text-xs font-medium",
              clock.speed === speed ? "bg-info text-bg" : "hover:bg-info/15",
            )}
          >
            {speed === 0 ? <Pause aria-hidden className="size-3.5" /> : label}
          </button>
        ))}
      </div>
    </div>
  );
}
