import { Channel } from "@fairflow/template";
import { clsx } from "clsx";
import { CHANNEL_NAMES } from "./template-words.ts";

export interface ChannelFilterProps {
  readonly chosen: Channel | undefined;
  readonly onChoose: (channel: Channel | undefined) => void;
}

/** Templates of one channel, or of all. */
export function ChannelFilter({ chosen, onChoose }: ChannelFilterProps) {
  return (
    <div role="group" aria-label="Channel" className="flex gap-1">
      {[undefined, ...Channel.options].map((channel) => (
        <button
          key={channel ?? "all"}
          type="button"
          aria-pressed={channel === chosen}
          onClick={() => onChoose(channel)}
          className={clsx(
            "h-8 rounded-control px-3 text-sm font-medium",
            channel === chosen ? "bg-accent-soft text-accent" : "text-ink-2 hover:bg-sunken",
          )}
        >
          {channel === undefined ? "All" : CHANNEL_NAMES[channel]}
        </button>
      ))}
    </div>
  );
}
