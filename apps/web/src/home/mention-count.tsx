import { useQuery } from "@tanstack/react-query";
import { formatCount } from "../server/format.ts";
import { mentionsQuery } from "./mentions-query.ts";

/** How many comments wait for whoever is signed in, beside the link to the page that lists them; nothing while none does. */
export function MentionCount() {
  const { data = [] } = useQuery(mentionsQuery);
  if (data.length === 0) return null;
  return (
    <span className="ml-auto rounded-full bg-hold-soft px-1.5 text-xs font-medium text-hold tabular-nums group-data-narrow/rail:absolute group-data-narrow/rail:top-0 group-data-narrow/rail:right-0 max-lg:absolute max-lg:top-0 max-lg:right-0">
      {formatCount(data.length)}
      <span className="sr-only">
        {data.length === 1 ? " comment mentions you" : " comments mention you"}
      </span>
    </span>
  );
}
