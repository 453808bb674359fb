import { endpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Pause } from "lucide-react";
import { ask } from "../../server/ask.ts";

export interface HaltBannerProps {
  readonly flowId: string;
}

const AGAIN_MS = 15_000;

/** Says that a flow is paused or takes in nobody, and why: its numbers stand still for a reason. */
export function HaltBanner({ flowId }: HaltBannerProps) {
  const { data } = useQuery({
    ...ask(endpoints.flowHalts, { params: { id: flowId } }),
    refetchInterval: AGAIN_MS,
  });
  const words = [
    ...(data?.paused == null ? [] : [`Paused: ${data.paused.reason}`]),
    ...(data?.entriesStopped == null ? [] : [`Nobody enters: ${data.entriesStopped.reason}`]),
  ];
  if (words.length === 0) return null;
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2.5 border-b border-line bg-hold-soft px-4 py-1.5 text-sm text-ink"
    >
      <Pause aria-hidden className="size-4 shrink-0 text-hold" />
      <span className="min-w-0 flex-1">{words.join(". ")}</span>
      <Link
        to="/flows/$id/versions"
        params={{ id: flowId }}
        className="font-medium text-accent underline underline-offset-2"
      >
        Change that
      </Link>
    </div>
  );
}
