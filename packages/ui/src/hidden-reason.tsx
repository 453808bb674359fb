export interface HiddenReasonProps {
  readonly id: string;
  readonly reason: string;
}

/** Why a control cannot be used now, read aloud as its description; who looks is told by the tooltip. */
export function HiddenReason({ id, reason }: HiddenReasonProps) {
  return (
    <span hidden id={id}>
      {reason}
    </span>
  );
}
