import { Button, Dialog, TextField } from "@fairflow/ui";
import { toast } from "sonner";

export interface SecretDialogProps {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** Shows a secret, once. */
export function SecretDialog({ name, secret, onClose }: SecretDialogProps) {
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    toast.success("The secret is on the clipboard");
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`The secret of ${name}`}
      description="It is shown only now. By it the other system checks that a message is ours, as Standard Webhooks says; any of its libraries can do that."
      actions={
        <>
          <Button onClick={() => void copy()}>Copy the secret</Button>
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <TextField label="Secret" readOnly value={secret} className="font-mono" />
    </Dialog>
  );
}
