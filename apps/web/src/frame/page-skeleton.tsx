import { Skeleton } from "@fairflow/ui";

export function PageSkeleton() {
  return (
    <div className="flex flex-col gap-4 p-6" aria-label="This page is loading" role="status">
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
