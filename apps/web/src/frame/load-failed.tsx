import { Button, Callout } from "@fairflow/ui";
import { messageOf, RequestFailed } from "../server/request-failed.ts";

export interface LoadFailedProps {
  /** As in `The flows could not be loaded`. */
  readonly what: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** What happened, what to do, and an id to quote. */
export function LoadFailed({ what, error, onRetry }: LoadFailedProps) {
  const id = error instanceof RequestFailed ? error.id : undefined;
  return (
    <Callout tone="bad" title={what} actions={<Button onClick={onRetry}>Try again</Button>}>
      {messageOf(error)}
      {id !== undefined && (
        <span className="mt-1 block text-xs text-ink-3">
          To report it, quote <code className="select-all">{id}</code>
        </span>
      )}
    </Callout>
  );
}
