import { providerEndpoints, type ProviderSecret, type ProviderView } from "@fairflow/contract";
import { Button, Dialog } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../../server/call.ts";
import { messageOf } from "../../server/request-failed.ts";
import { inSentence } from "./in-sentence.ts";
import { SecretField } from "./provider-fields.tsx";
import { settingProblems } from "./setting-problems.ts";

export interface RotateSecretDialogProps {
  readonly provider: Pick<ProviderView, "id" | "name">;
  readonly secret: ProviderSecret;
  /** Whether one is set already, which then stays valid. */
  readonly isSet: boolean;
  readonly onClose: () => void;
}

export function RotateSecretDialog({ provider, secret, isSet, onClose }: RotateSecretDialogProps) {
  const [value, setValue] = useState("");
  const client = useQueryClient();
  const rotate = useMutation({
    mutationFn: () =>
      call(providerEndpoints.rotateProviderSecret, {
        params: { id: provider.id, name: secret.name },
        body: { value },
      }),
    onSuccess: async () => {
      onClose();
      toast.success(isSet ? "The new one is used; the one before stays valid" : "It is set");
      await client.invalidateQueries({ queryKey: [providerEndpoints.providers.path] });
    },
  });
  const [problem] = Object.values(settingProblems(rotate.error));
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${isSet ? "Exchange" : "Set"} the ${inSentence(secret.label)} of ${provider.name}`}
      description={
        isSet
          ? "The new one is used from now on. The one before stays valid until you retire it, so that nothing under way is refused."
          : "It is kept encrypted and never shown again."
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={
              rotate.isPending ? "Just a moment" : value === "" ? "Enter it first" : undefined
            }
            onClick={() => rotate.mutate()}
          >
            {isSet ? "Exchange" : "Set"}
          </Button>
        </>
      }
    >
      <SecretField
        secret={{ ...secret, isRequired: true }}
        value={value}
        problem={rotate.isError ? (problem ?? messageOf(rotate.error)) : undefined}
        onChange={setValue}
      />
    </Dialog>
  );
}
