import { Skeleton } from "@fairflow/ui";
import { LoadFailed } from "./load-failed.tsx";

export interface NotLoadedProps {
  readonly query: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly refetch: () => Promise<unknown>;
  };
  /** As in `The flows could not be loaded`. */
  readonly what: string;
  /** The size of what is to come. */
  readonly className: string;
}

/** What stands in the place of something that was asked for: until it comes, or why it does not. */
export function NotLoaded({ query, what, className }: NotLoadedProps) {
  if (query.isPending) return <Skeleton className={className} />;
  if (query.error === null) return null;
  return <LoadFailed what={what} error={query.error} onRetry={() => void query.refetch()} />;
}
