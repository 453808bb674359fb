import { endpoints, Role } from "@fairflow/contract";
import { Button, Dialog, SelectField, TextField } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useZone } from "../frame/use-zone.ts";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { roleNames, roleSummaries } from "../session/role-names.ts";

export interface InviteDialogProps {
  readonly onClose: () => void;
}

/** Makes an invitation, whose link is shown once, to be passed on by hand. */
export function InviteDialog({ onClose }: InviteDialogProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const client = useQueryClient();
  const zone = useZone();
  const invite = useMutation({
    mutationFn: () => call(endpoints.invite, { body: { email: email.trim(), role } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [endpoints.users.path] }),
  });
  const copy = async (link: string) => {
    await navigator.clipboard.writeText(link);
    toast.success("The link is on the clipboard");
  };
  if (invite.isSuccess) {
    const { link, expiresMs } = invite.data;
    return (
      <Dialog
        open
        onClose={onClose}
        title="Pass this link on"
        description={`It is shown only now, and works until ${formatInstant(expiresMs, zone)}.`}
        actions={
          <>
            <Button onClick={() => void copy(link)}>Copy the link</Button>
            <Button kind="primary" onClick={onClose}>
              Done
            </Button>
          </>
        }
      >
        <TextField label={`Invitation of ${email}`} readOnly value={link} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite someone"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={
              invite.isPending
                ? "Just a moment"
                : email.includes("@")
                  ? undefined
                  : "Say whom, by e-mail address"
            }
            onClick={() => invite.mutate()}
          >
            Make the invitation
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label="E-mail"
          type="email"
          value={email}
          autoFocus
          onChange={({ target }) => setEmail(target.value)}
        />
        <SelectField
          label="Role"
          value={role}
          hint={roleSummaries[role]}
          options={Role.options.map((each) => ({ value: each, label: roleNames[each] }))}
          onChange={(value) => setRole(Role.parse(value))}
        />
        {invite.isError && (
          <p role="alert" className="text-sm text-bad">
            {messageOf(invite.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
