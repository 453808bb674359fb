import { Link } from "@tanstack/react-router";
import { z } from "zod";
import { RequestFailed } from "../../server/request-failed.ts";

export interface FailingScenariosProps {
  readonly error: Error;
  readonly onLeave: () => void;
}

const Details = z.object({
  scenarios: z.array(
    z.object({ name: z.string(), failures: z.array(z.object({ message: z.string() })) }),
  ),
});

/** The scenarios that keep a draft from being submitted, and where to look at them. */
export function FailingScenarios({ error, onLeave }: FailingScenariosProps) {
  const details = Details.safeParse(error instanceof RequestFailed ? error.details : undefined);
  if (!details.success) return null;
  return (
    <>
      <ul className="flex flex-col gap-1 text-ink-2">
        {details.data.scenarios.map(({ name, failures }) => (
          <li key={name}>
            <b className="font-medium text-ink">{name}</b>: {failures[0]?.message}
          </li>
        ))}
      </ul>
      <Link
        from="/flows/$id"
        to="."
        search={{ mode: "simulate" }}
        onClick={onLeave}
        className="font-medium text-accent underline underline-offset-2"
      >
        Open the test run
      </Link>
    </>
  );
}
