import type { Pack } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { packsQuery } from "./law-queries.ts";

/** The portfolios of the installation, by way of the packs that they use. */
export function usePortfolios(): Pack["portfolios"] {
  const packs = useQuery(packsQuery);
  const all = packs.data?.packs.flatMap(({ portfolios }) => portfolios) ?? [];
  return [...new Map(all.map((portfolio) => [portfolio.id, portfolio])).values()].toSorted((a, b) =>
    a.name.localeCompare(b.name),
  );
}
