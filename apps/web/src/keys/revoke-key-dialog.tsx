import { endpoints, type ApiKey } from "@fairflow/contract";
import { Button, Dialog } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";

export interface RevokeKeyDialogProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}

export function RevokeKeyDialog({ apiKey, onClose }: RevokeKeyDialogProps) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(endpoints.revokeApiKey, { params: { id: apiKey.id } }),
    onSuccess: async () => {
      onClose();
      toast.success(`The key of ${apiKey.name} lets in nobody any more`);
      await client.invalidateQueries({ queryKey: [endpoints.apiKeys.path] });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Revoke the key of ${apiKey.name}?`}
      description="From then on the system is refused. It cannot be undone; a new key can be made under the same name."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            kind="danger"
            disabledReason={revoke.isPending ? "Just a moment" : undefined}
            onClick={() => revoke.mutate()}
          >
            Revoke
          </Button>
        </>
      }
    >
      <WhyFailed error={revoke.error} />
    </Dialog>
  );
}
