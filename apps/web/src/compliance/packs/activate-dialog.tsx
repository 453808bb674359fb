import { endpoints, MIN_REASON, type Pack } from "@fairflow/contract";
import { CheckField, TextArea, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../../frame/form-dialog.tsx";
import { call } from "../../server/call.ts";
import { useUser } from "../../session/use-session.ts";
import { useRefreshLaw } from "../law-queries.ts";

export interface ActivateDialogProps {
  readonly pack: Pick<Pack, "id" | "title" | "isDraft" | "isStale">;
  readonly digest: string;
  readonly version: string;
  readonly onClose: () => void;
}

const MIN_NAME = 2;

/** Somebody takes it upon themselves that a law may be acted upon as it stands in the pack. */
export function ActivateDialog({ pack, digest, version, onClose }: ActivateDialogProps) {
  const user = useUser();
  const refresh = useRefreshLaw();
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState("");
  const [reason, setReason] = useState("");
  const [knows, setKnows] = useState(!pack.isDraft);
  const activate = useMutation({
    mutationFn: () =>
      call(endpoints.activatePack, {
        params: { id: pack.id },
        body: { digest, name: name.trim(), role: role.trim(), reason: reason.trim() },
      }),
    onSuccess: async () => {
      await refresh();
      toast.success(`Version ${version} is active`);
      onClose();
    },
  });
  const missing = missingOf({ name, role, reason, knows });
  return (
    <FormDialog
      title={`Activate “${pack.title}”`}
      description={`From now on messages are judged by version ${version}. Your word for it is kept with every verdict.`}
      action="Activate"
      missing={missing}
      saving={activate}
      onSave={() => activate.mutate()}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Your name"
          value={name}
          maxLength={120}
          onChange={({ target }) => setName(target.value)}
        />
        <TextField
          label="In which role"
          placeholder="Head of compliance"
          autoFocus
          value={role}
          maxLength={120}
          onChange={({ target }) => setRole(target.value)}
        />
      </div>
      <TextArea
        label="Why it may be used"
        rows={3}
        value={reason}
        maxLength={500}
        hint="As in: read by our counsel on 12 November, opinion 2026/114"
        onChange={({ target }) => setReason(target.value)}
      />
      {pack.isDraft && (
        <div className="rounded-card border border-warn/40 bg-warn-soft px-3 py-2.5">
          <CheckField
            label="I know that counsel has not read this pack, and take it into use all the same"
            checked={knows}
            onChange={setKnows}
          />
        </div>
      )}
      {pack.isStale && (
        <p className="text-sm text-bad">Its day of review has passed: the law may have changed.</p>
      )}
    </FormDialog>
  );
}

interface Filled {
  readonly name: string;
  readonly role: string;
  readonly reason: string;
  readonly knows: boolean;
}

function missingOf({ name, role, reason, knows }: Filled): string | undefined {
  if (name.trim().length < MIN_NAME) return "Give your name";
  if (role.trim().length < MIN_NAME) return "Say in which role";
  if (reason.trim().length < MIN_REASON) return "Say why it may be used";
  return knows ? undefined : "Confirm that you know it is a draft";
}
