import type { Pack } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { Page } from "../../frame/page.tsx";
import { KeptBackSummary } from "../blocked/kept-back-summary.tsx";
import { FlowCheckBanner } from "../checks/flow-check-banner.tsx";
import { packsQuery } from "../law-queries.ts";
import { PackCard } from "./pack-card.tsx";

/** The law that every contact is checked against, and what it did this week. */
export function PacksPage() {
  const packs = useQuery(packsQuery);
  return (
    <Page
      title="Compliance"
      subtitle="Every contact is checked against these rules twice: when it is planned, and again as it is sent."
    >
      <KeptBackSummary />
      <FlowCheckBanner />
      <NotLoaded query={packs} what="The rule packs could not be loaded" className="h-64" />
      {packs.data?.packs.toSorted(byWeight).map((pack) => (
        <PackCard key={pack.id} pack={pack} />
      ))}
    </Page>
  );
}

/** Those that somebody depends on come first. */
function byWeight(a: Pack, b: Pack): number {
  return weightOf(b) - weightOf(a) || a.title.localeCompare(b.title);
}

function weightOf({ portfolios, active, holdsEverywhere }: Pack): number {
  if (portfolios.length > 0) return 3;
  if (active !== null) return 2;
  return holdsEverywhere ? 1 : 0;
}
