import type { ProviderView } from "@fairflow/contract";
import { Button, Dialog } from "@fairflow/ui";
import { purposeWords } from "./purpose-words.ts";

export interface GoLiveDialogProps {
  readonly provider: Pick<ProviderView, "name" | "purpose">;
  readonly onSwitchOn: () => void;
  readonly onClose: () => void;
}

const CHANNELS = ["sms", "email", "letter"] as const;

/** Asked once, before the first provider that reaches people is switched on. */
export function GoLiveDialog({ provider, onSwitchOn, onClose }: GoLiveDialogProps) {
  const others = CHANNELS.filter((channel) => channel !== provider.purpose)
    .map((channel) => purposeWords[channel])
    .join(" and ");
  return (
    <Dialog
      open
      onClose={onClose}
      title="Reach real people from now on?"
      description={
        <>
          <p>{`Everything that waits for ${purposeWords[provider.purpose]} leaves by ${provider.name}, as soon as the rules allow it.`}</p>
          <p className="mt-2">
            {`The sandbox takes nothing any more: ${others} stay planned until they have a provider too. To reach nobody yet, press “Sending on” at the top first.`}
          </p>
        </>
      }
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button kind="primary" onClick={onSwitchOn}>
            Switch on
          </Button>
        </>
      }
    />
  );
}
