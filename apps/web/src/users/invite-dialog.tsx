import { endpoints, reportEndpoints, UserRole } from "@fairflow/contract";
import { Button, Dialog, SelectField, TextField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { roleNames, roleSummaries } from "../session/role-names.ts";

export interface InviteDialogProps {
  readonly onClose: () => void;
}

/** Makes an invitation, whose link is shown once, to be passed on by hand. */
export function InviteDialog({ onClose }: InviteDialogProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<UserRole>("editor");
  const client = useQueryClient();
  const zone = useZone();
  const choices = useQuery(ask(reportEndpoints.reportChoices, {}));
  const clients = choices.data?.clients ?? [];
  const [chosenClient, setChosenClient] = useState<string>();
  const clientId = role === "client" ? (chosenClient ?? clients[0]?.id) : undefined;
  const invite = useMutation({
    mutationFn: () =>
      call(endpoints.invite, {
        body: { email: email.trim(), role, ...(clientId === undefined ? {} : { clientId }) },
      }),
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
    <FormDialog
      size="small"
      title="Invite someone"
      action="Make the invitation"
      missing={
        !email.includes("@")
          ? "Say whom, by e-mail address"
          : role === "client" && clientId === undefined
            ? "There is no client yet: import accounts first"
            : undefined
      }
      saving={invite}
      onSave={() => invite.mutate()}
      onClose={onClose}
    >
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
        options={UserRole.options.map((each) => ({ value: each, label: roleNames[each] }))}
        onChange={(value) => setRole(UserRole.parse(value))}
      />
      {role === "client" && clients.length > 0 && (
        <SelectField
          label="Client"
          value={clientId ?? ""}
          options={clients.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosenClient}
        />
      )}
    </FormDialog>
  );
}
