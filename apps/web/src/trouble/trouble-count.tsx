import { troubleEndpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { formatCount } from "../server/format.ts";

/** The server counts once for everybody, so that asking costs it nothing. */
const ASK_EVERY_MS = 60_000;

/** How many things are wrong, beside the link that opens them; nothing while nothing is. */
export function TroubleCount() {
  const { data } = useQuery({
    ...ask(troubleEndpoints.troubleCount, {}),
    refetchInterval: ASK_EVERY_MS,
  });
  if (data === undefined || data.count === 0) return null;
  return (
    <span className="ml-auto rounded-full bg-bad-soft px-1.5 text-xs font-medium text-bad tabular-nums group-data-narrow/rail:absolute group-data-narrow/rail:top-0 group-data-narrow/rail:right-0 max-lg:absolute max-lg:top-0 max-lg:right-0">
      {formatCount(data.count)}
      <span className="sr-only"> things to see to</span>
    </span>
  );
}
