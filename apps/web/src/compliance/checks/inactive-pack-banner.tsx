import { Callout } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PauseCircle } from "lucide-react";
import { packsQuery } from "../law-queries.ts";

/** Says for which portfolios nothing is sent because nobody has activated their law. */
export function InactivePackBanner() {
  const packs = useQuery(packsQuery);
  const inactive =
    packs.data?.packs.filter(
      ({ active, holdsEverywhere, portfolios }) =>
        active === null && !holdsEverywhere && portfolios.length > 0,
    ) ?? [];
  return inactive.map(({ id, title, portfolios }) => (
    <Callout
      key={id}
      tone="bad"
      icon={<PauseCircle aria-hidden className="mt-0.5 size-4 shrink-0" />}
      title={`Nothing is sent for ${portfolios.map(({ name }) => name).join(", ")}`}
      actions={
        <Link
          to="/compliance/packs/$id"
          params={{ id }}
          className="shrink-0 text-sm font-medium text-accent hover:underline"
        >
          Open the pack
        </Link>
      }
    >
      {`Everything waits until an admin activates “${title}”. Nothing is lost.`}
    </Callout>
  ));
}
