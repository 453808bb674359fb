import type { ProviderView } from "@fairflow/contract";
import { Button, Dialog } from "@fairflow/ui";

export interface GoLiveDialogProps {
  readonly provider: Pick<ProviderView, "name" | "purpose">;
  readonly onSwitchOn: () => void;
  readonly onClose: () => void;
}

/** Asked once, before the first provider that reaches people is switched on. */
export function GoLiveDialog({ provider, onSwitchOn, onClose }: GoLiveDialogProps) {
  const [own, other] = provider.purpose === "email" ? ["E-mails", "SMS"] : ["SMS", "E-mails"];
  return (
    <Dialog
      open
      onClose={onClose}
      title="Reach real people from now on?"
      description={
        <>
          <p>{`${own} that wait leave by ${provider.name}, each as soon as the rules allow it.`}</p>
          <p className="mt-2">
            {`The sandbox takes nothing any more. ${other} stay planned until they have a provider too, and letters wait as it is said under Letters. To reach nobody yet, press “Sending on” at the top first.`}
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
