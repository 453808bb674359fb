import { Button, EmptyState } from "@fairflow/ui";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { CloudOff } from "lucide-react";
import { messageOf } from "../server/request-failed.ts";
import { ErrorId } from "./error-id.tsx";

/** When a page cannot be shown at all. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  return (
    <main className="min-h-dvh bg-bg">
      <EmptyState
        icon={<CloudOff />}
        title="This page could not be shown"
        actions={
          <>
            <Button kind="primary" onClick={reset}>
              Try again
            </Button>
            <Button onClick={() => window.location.reload()}>Reload</Button>
          </>
        }
      >
        {messageOf(error)}
        <ErrorId error={error} />
      </EmptyState>
    </main>
  );
}
