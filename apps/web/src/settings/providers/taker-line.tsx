import type { ProviderPurpose } from "@fairflow/contract";

export interface TakerLineProps {
  readonly purpose: ProviderPurpose;
  readonly taker: "provider" | "sandbox" | "nobody";
  readonly waiting: number;
}

/** What happens to messages that have no provider of their portfolio's own. */
export function TakerLine({ taker, waiting }: TakerLineProps) {
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
    case "nobody":
      return (
        <p className="text-sm text-warn">
          {`No default is on, so messages stay planned${waiting === 0 ? "" : `: ${messages}`}.`}
        </p>
      );
  }
}
