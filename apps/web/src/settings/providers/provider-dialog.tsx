import {
  configOf,
  initialValues,
  isAsked,
  providerEndpoints,
  valuesOf,
  type FieldValues,
  type ProviderKind,
  type ProviderView,
} from "@fairflow/contract";
import { Button, CheckField, Dialog, TextField } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../../server/call.ts";
import { messageOf } from "../../server/request-failed.ts";
import { ProviderFields, SecretField } from "./provider-fields.tsx";
import { settingProblems } from "./setting-problems.ts";

export interface ProviderDialogProps {
  readonly kind: ProviderKind;
  /** Absent for a new one. */
  readonly provider?: ProviderView | undefined;
  readonly portfolios: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

/** Sets a provider up, or changes its settings. Secrets of one that is set up are exchanged, not changed. */
export function ProviderDialog({ kind, provider, portfolios, onClose }: ProviderDialogProps) {
  const [name, setName] = useState(provider?.name ?? kind.title);
  const [values, setValues] = useState<FieldValues>(
    provider === undefined ? initialValues(kind.fields) : valuesOf(kind.fields, provider.config),
  );
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const [own, setOwn] = useState<readonly string[]>(provider?.portfolioIds ?? []);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const client = useQueryClient();
  const keys = [...kind.fields.map(({ key }) => key), ...kind.secrets.map((secret) => secret.name)];
  const save = useMutation({
    mutationFn: async () => {
      const read = configOf(kind.fields, values);
      setProblems(read.ok ? {} : read.problems);
      if (!read.ok) return false;
      const body = { name: name.trim(), config: read.config, portfolioIds: [...own] };
      if (provider === undefined) {
        const entered = Object.entries(secrets).filter(([, value]) => value !== "");
        await call(providerEndpoints.addProvider, {
          body: { ...body, kind: kind.kind, secrets: Object.fromEntries(entered) },
        });
      } else {
        await call(providerEndpoints.changeProvider, { params: { id: provider.id }, body });
      }
      return true;
    },
    onError: (error) => setProblems(settingProblems(error, keys)),
    onSuccess: async (isSaved) => {
      if (!isSaved) return;
      onClose();
      toast.success(
        provider === undefined ? `${name} is set up. Test it, then switch it on.` : "Saved",
      );
      await client.invalidateQueries({ queryKey: [providerEndpoints.providers.path] });
    },
  });
  const hasPlaces = Object.keys(problems).some((key) => keys.includes(key));
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={provider === undefined ? `Set up: ${kind.title}` : `Settings of ${provider.name}`}
      description={kind.about}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabledReason={
              save.isPending ? "Just a moment" : name.trim() === "" ? "Give it a name" : undefined
            }
            onClick={() => save.mutate()}
          >
            {provider === undefined ? "Set it up" : "Save"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label="What you call it"
          value={name}
          maxLength={60}
          onChange={({ target }) => setName(target.value)}
        />
        <ProviderFields
          fields={kind.fields}
          values={values}
          problems={problems}
          onChange={(key, value) => setValues({ ...values, [key]: value })}
        />
        {provider === undefined &&
          kind.secrets
            .filter(({ when }) => isAsked(when, values))
            .map((secret) => (
              <SecretField
                key={secret.name}
                secret={secret}
                value={secrets[secret.name] ?? ""}
                problem={problems[secret.name]}
                onChange={(value) => setSecrets({ ...secrets, [secret.name]: value })}
              />
            ))}
        {portfolios.length > 1 && (
          <details open={own.length > 0 || undefined}>
            <summary className="cursor-pointer text-base font-medium text-ink-2">
              Portfolios that use it instead of the default
            </summary>
            <div className="mt-3 flex flex-col gap-2.5">
              {portfolios.map(({ id, name: portfolio }) => (
                <CheckField
                  key={id}
                  label={portfolio}
                  checked={own.includes(id)}
                  onChange={(checked) =>
                    setOwn(checked ? [...own, id] : own.filter((each) => each !== id))
                  }
                />
              ))}
            </div>
          </details>
        )}
        {save.isError && (
          <p role="alert" className="text-sm text-bad">
            {hasPlaces ? "Look through what is marked above." : messageOf(save.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
