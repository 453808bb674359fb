import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight, AtSign } from "lucide-react";
import { useZone } from "../frame/use-zone.ts";
import { formatInstant } from "../server/format.ts";
import { mentionsQuery } from "./mentions-query.ts";

/** What colleagues ask one to look at, until one has; each leads to the step that it is about. */
export function MentionsOfMe() {
  const { data = [] } = useQuery(mentionsQuery);
  const zone = useZone();
  if (data.length === 0) return null;
  return (
    <section aria-label="Comments that mention you" className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">
        {data.length === 1 ? "A comment mentions you" : `${data.length} comments mention you`}
      </h2>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {data.map(({ comment, flow, flowName, node, by, atMs, text }) => (
          <li key={comment}>
            <Link
              to="/flows/$id"
              params={{ id: flow }}
              search={{ step: node, discuss: true }}
              className="flex items-center gap-3 px-4 py-3 hover:bg-sunken"
            >
              <AtSign aria-hidden className="size-4 shrink-0 text-hold" />
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="truncate text-base text-ink">{text}</span>
                <span className="truncate text-sm text-ink-3">
                  {by} in {flowName}, {formatInstant(atMs, zone)}
                </span>
              </span>
              <ArrowRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
