import { Skeleton } from "@fairflow/ui";

/** The builder's own layout, while the flow is on its way: nothing moves when it comes. */
export function BuilderSkeleton() {
  return (
    <div role="status" aria-label="The flow is loading" className="flex h-full flex-col">
      <div className="flex min-h-13 shrink-0 items-center gap-3 border-b border-line bg-surface px-3">
        <Skeleton className="size-8" />
        <Skeleton className="h-5 w-56" />
        <Skeleton className="ml-auto h-8 w-72" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col items-center gap-10 bg-sunken pt-16">
          <Skeleton className="h-22 w-58" />
          <Skeleton className="h-22 w-58" />
          <Skeleton className="h-22 w-58" />
        </div>
        <div className="flex h-full w-96 shrink-0 flex-col gap-4 border-l border-line bg-surface p-4 max-xl:w-80 max-lg:hidden">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-16" />
          <Skeleton className="h-32" />
        </div>
      </div>
    </div>
  );
}
