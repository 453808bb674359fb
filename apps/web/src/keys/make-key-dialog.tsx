import { ApiKeyName, ApiScope, endpoints } from "@fairflow/contract";
import { Button, CheckField, Dialog, TextField } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { scopeWords } from "./scope-words.ts";

export interface MakeKeyDialogProps {
  readonly onClose: () => void;
}

/** Makes a key for another system; its secret is shown here, once. */
export function MakeKeyDialog({ onClose }: MakeKeyDialogProps) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly ApiScope[]>([]);
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => call(endpoints.makeApiKey, { body: { name, scopes: [...scopes] } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [endpoints.apiKeys.path] }),
  });
  if (make.isSuccess) {
    return <MadeKey name={name} token={make.data.token} onClose={onClose} />;
  }
  const read = ApiKeyName.safeParse(name);
  const nameProblem = read.success ? undefined : read.error.issues[0]?.message;
  const missing =
    nameProblem !== undefined
      ? "Say what the system is called"
      : scopes.length === 0
        ? "Say what it may do"
        : undefined;
  return (
    <FormDialog
      size="small"
      title="Make a key"
      description="For another system, such as a dialer, that asks or tells Fairflow something by itself."
      action="Make the key"
      missing={missing}
      saving={make}
      onSave={() => make.mutate()}
      onClose={onClose}
    >
      <TextField
        label="What the system is called"
        hint="Lower-case letters, digits and hyphens, as in dialer-cape-town. It stands with everything that the system does."
        value={name}
        autoFocus
        maxLength={40}
        problem={name === "" ? undefined : nameProblem}
        onChange={({ target }) => setName(target.value)}
      />
      <fieldset className="flex flex-col gap-2.5">
        <legend className="mb-2 text-sm font-medium">What it may do</legend>
        {ApiScope.options.map((scope) => (
          <CheckField
            key={scope}
            label={scopeWords[scope].title}
            hint={scopeWords[scope].about}
            checked={scopes.includes(scope)}
            onChange={(checked) =>
              setScopes(
                ApiScope.options.filter((each) =>
                  each === scope ? checked : scopes.includes(each),
                ),
              )
            }
          />
        ))}
      </fieldset>
    </FormDialog>
  );
}

interface MadeKeyProps {
  readonly name: string;
  readonly token: string;
  readonly onClose: () => void;
}

function MadeKey({ name, token, onClose }: MadeKeyProps) {
  const copy = async () => {
    await navigator.clipboard.writeText(token);
    toast.success("The key is on the clipboard");
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`The key of ${name}`}
      description="It is shown only now and kept nowhere: whoever has it can do what it allows. The system sends it as “Authorization: Bearer” with each request."
      actions={
        <>
          <Button onClick={() => void copy()}>Copy the key</Button>
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <TextField label="Key" readOnly value={token} className="font-mono" />
    </Dialog>
  );
}
