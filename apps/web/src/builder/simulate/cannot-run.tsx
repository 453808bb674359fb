import { Button, Callout } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { z } from "zod";
import { messageOf, RequestFailed } from "../../server/request-failed.ts";
import { useDocument } from "../builder-context.ts";
import { stepTitle } from "./moment-words.ts";

export interface CannotRunProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

const Details = z.object({
  issues: z.array(z.object({ node: z.string().optional(), message: z.string() })),
});

/** Why nothing can be tried: the problems of the flow, or that the server could not be asked. */
export function CannotRun({ error, onRetry }: CannotRunProps) {
  const flow = useDocument((state) => state.flow);
  const details = Details.safeParse(error instanceof RequestFailed ? error.details : undefined);
  return (
    <div className="flex flex-col gap-3 p-4">
      <Callout
        tone={details.success ? "warn" : "bad"}
        title={details.success ? "This flow cannot run yet" : "The test run could not be made"}
        {...(details.success ? {} : { actions: <Button onClick={onRetry}>Try again</Button> })}
      >
        {details.success ? "Mend these first; then test it." : messageOf(error)}
      </Callout>
      {details.success && (
        <>
          <ul className="flex flex-col gap-2" aria-label="Problems">
            {details.data.issues.map(({ node, message }) => (
              <li
                key={`${node ?? ""} ${message}`}
                className="rounded-card border border-line px-3 py-2 text-sm"
              >
                {node !== undefined && (
                  <span className="block font-medium">{stepTitle(flow, node)}</span>
                )}
                {message}
              </li>
            ))}
          </ul>
          <Link
            from="/flows/$id"
            to="."
            search={{ mode: "edit", view: "canvas" }}
            className="font-medium text-accent underline underline-offset-2"
          >
            Back to the canvas
          </Link>
        </>
      )}
    </div>
  );
}
