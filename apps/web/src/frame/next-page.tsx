import { Button } from "@fairflow/ui";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";

export interface NextPageProps {
  readonly of: Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetchingNextPage" | "fetchNextPage">;
  /** As in `Show more people`. */
  readonly label: string;
  readonly className?: string;
}

/** Asks for the next page of a list; nothing where there is none. */
export function NextPage({ of, label, className }: NextPageProps) {
  if (!of.hasNextPage) return null;
  return (
    <Button
      className={className}
      disabledReason={of.isFetchingNextPage ? "More is on its way" : undefined}
      onClick={() => void of.fetchNextPage()}
    >
      {of.isFetchingNextPage ? "Loading more" : label}
    </Button>
  );
}
