import { clsx } from "clsx";
import { messageOf } from "../server/request-failed.ts";

export interface WhyFailedProps {
  /** Null while nothing failed, and nothing is shown. */
  readonly error: Error | null;
  readonly className?: string;
}

/** Why what somebody asked for was not done, in words, as soon as it failed. */
export function WhyFailed({ error, className }: WhyFailedProps) {
  if (error === null) return null;
  return (
    <p role="alert" className={clsx("text-sm text-bad", className)}>
      {messageOf(error)}
    </p>
  );
}
