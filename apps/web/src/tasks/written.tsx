import { formatInstant } from "../server/format.ts";
import type { TaskDetail } from "./task-detail.ts";

export interface WrittenProps {
  readonly written: TaskDetail["written"];
  readonly zone: string | undefined;
}

const BY = { sms: "SMS", email: "E-mail" } as const;

/** What somebody wrote, in their own words. */
export function Written({ written, zone }: WrittenProps) {
  return (
    <section aria-labelledby="what-they-wrote" className="flex flex-col gap-2">
      <h3 id="what-they-wrote" className="text-lg font-semibold">
        What they wrote
      </h3>
      <ol className="flex flex-col gap-2">
        {written.map(({ atMs, channel, sender, text }) => (
          <li key={`${atMs} ${text}`} className="rounded-lg border border-line bg-sunken px-3 py-2">
            <p className="text-sm text-ink-2 tabular-nums">
              {BY[channel]}
              {sender === null ? "" : ` from ${sender}`}, {formatInstant(atMs, zone)}
            </p>
            <p className="text-base break-words whitespace-pre-wrap">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
