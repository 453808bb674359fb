import { clsx } from "clsx";

export interface SkeletonProps {
  readonly className?: string;
}

/** Keeps the place of what is on its way. */
export function Skeleton({ className }: SkeletonProps) {
  return (
    <span
      aria-hidden
      className={clsx("block animate-pulse rounded-control bg-line/60", className)}
    />
  );
}
