import { SwitchField } from "@fairflow/ui";
import { NumberInput } from "./number-input.tsx";
import type { Place } from "./place.ts";

export interface OwnPatienceProps {
  readonly place: Place;
}

/** How long a step waits while the gate defers, where that is not the flow's own number. */
export function OwnPatience({ place }: OwnPatienceProps) {
  const isOwn = place.value !== null && place.value !== undefined;
  return (
    <>
      <SwitchField
        label="Its own patience"
        hint="How long to wait while the law does not allow it yet, as on Sundays. Otherwise the flow's own number."
        checked={isOwn}
        onChange={(checked) => place.set(checked ? 3 : null)}
      />
      {isOwn && <NumberInput label="Wait up to" suffix="days" place={place} />}
    </>
  );
}
