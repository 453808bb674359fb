import { Button, Callout } from "@fairflow/ui";
import { messageOf } from "../server/request-failed.ts";
import { ErrorId } from "./error-id.tsx";

export interface LoadFailedProps {
  /** As in `The flows could not be loaded`. */
  readonly what: string;
  /** What is safe in spite of it, as in `The list below is the last one that came.` */
  readonly kept?: string | undefined;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** What happened, what was kept, what to do, and an id to quote. */
export function LoadFailed({ what, kept, error, onRetry }: LoadFailedProps) {
  return (
    <Callout tone="bad" title={what} actions={<Button onClick={onRetry}>Try again</Button>}>
      {messageOf(error)}
      {kept !== undefined && ` ${kept}`}
      <ErrorId error={error} />
    </Callout>
  );
}
