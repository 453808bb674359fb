import type { OutputOf, providerEndpoints } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";

export type TakerLineProps = OutputOf<(typeof providerEndpoints)["providers"]>["otherwise"][number];

/** What happens to messages that have no provider of their portfolio's own. */
export function TakerLine({ purpose, taker, waiting }: TakerLineProps) {
  const messages = waiting === 1 ? "1 message waits" : `${String(waiting)} messages wait`;
  switch (taker) {
    case "provider":
      return waiting === 0 ? null : (
        <p className="text-sm text-ink-2">{`${messages} for its turn.`}</p>
      );
    case "sandbox":
      return (
        <p className="text-sm text-ink-2">
          The sandbox takes them: nobody real is reached while no live provider is on.
        </p>
      );
    case "batches":
      return (
        <p className="text-sm text-ink-2">
          {`They wait for a batch${waiting === 0 ? "" : `: ${messages}`}. `}
          {LETTERS}
        </p>
      );
    case "nobody":
      return (
        <p className="text-sm text-warn">
          {`No default is on, so messages stay planned${waiting === 0 ? "" : `: ${messages}`}. `}
          {purpose === "letter" && LETTERS}
        </p>
      );
  }
}

const LETTERS = (
  <Link to="/letters" className="text-accent underline-offset-2 hover:underline">
    How letters are sent
  </Link>
);
