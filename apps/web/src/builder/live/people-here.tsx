import { endpoints } from "@fairflow/contract";
import type { NodeId } from "@fairflow/flow";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { holdName } from "../../debtors/hold-name.ts";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatInstant } from "../../server/format.ts";
import { messageOf } from "../../server/request-failed.ts";
import { useLive } from "../builder-context.ts";

export interface PeopleHereProps {
  readonly node: NodeId;
}

/** Who stands at a step, and until when. */
export function PeopleHere({ node }: PeopleHereProps) {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const version = useLive(({ counts }) => counts?.version);
  const present = useLive(({ counts }) => counts?.nodes[node]?.present ?? 0);
  const zone = useZone();
  const people = useQuery({
    ...ask(endpoints.peopleAtNode, { params: { id, version: version ?? 1, node } }),
    enabled: version !== undefined && present > 0,
  });
  if (present === 0) return <p className="text-sm text-ink-3">Nobody is here now.</p>;
  return (
    <section aria-label="Who is here">
      <h3 className="mb-1.5 text-sm font-semibold">Who is here</h3>
      {people.isPending && <Skeleton className="h-20" />}
      {people.isError && <p className="text-sm text-bad">{messageOf(people.error)}</p>}
      <ul className="flex flex-col">
        {people.data?.map(({ debtorId, label, ...stay }) => (
          <li key={`${debtorId} ${label}`}>
            <Link
              to="/debtors/$id"
              params={{ id: debtorId }}
              className="flex flex-col rounded-control px-2 py-1.5 text-sm hover:bg-sunken"
            >
              <span className="truncate font-medium">{label}</span>
              <span className="text-ink-3">{stayWords(stay, zone)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Stay {
  readonly wakeAtMs: number | null;
  readonly hold: { readonly state: string; readonly untilMs: number | null } | null;
}

function stayWords({ wakeAtMs, hold }: Stay, zone: string | undefined): string {
  if (hold !== null) {
    const until = hold.untilMs === null ? "" : `, until ${formatInstant(hold.untilMs, zone)}`;
    return `held: ${holdName(hold.state).toLowerCase()}${until}`;
  }
  return wakeAtMs === null ? "until something happens" : `until ${formatInstant(wakeAtMs, zone)}`;
}
