import {
  webhookEndpoints,
  WebhookEventType,
  WebhookSettings,
  type WebhookEndpointView,
} from "@fairflow/contract";
import { SwitchField, TextField } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { EventFields } from "./event-fields.tsx";

export interface EndpointDialogProps {
  /** Undefined for a new one. */
  readonly endpoint: WebhookEndpointView | undefined;
  readonly onClose: () => void;
  readonly onAdded: (added: { readonly name: string; readonly secret: string }) => void;
}

/** Sets up a webhook, or changes one. */
export function EndpointDialog({ endpoint, onClose, onAdded }: EndpointDialogProps) {
  const [name, setName] = useState(endpoint?.name ?? "");
  const [url, setUrl] = useState(endpoint?.url ?? "https://");
  const [isOn, setIsOn] = useState(endpoint?.isOn ?? true);
  const [types, setTypes] = useState<ReadonlySet<string>>(new Set(endpoint?.eventTypes));
  const client = useQueryClient();
  const eventTypes = WebhookEventType.options.filter((type) => types.has(type));
  const read = WebhookSettings.safeParse({ name, url, eventTypes, isOn });
  const save = useMutation({
    mutationFn: async () => {
      const body = WebhookSettings.parse({ name, url, eventTypes, isOn });
      if (endpoint === undefined) return (await call(webhookEndpoints.addWebhook, { body })).secret;
      await call(webhookEndpoints.changeWebhook, { params: { id: endpoint.id }, body });
      return undefined;
    },
    onSuccess: async (secret) => {
      onClose();
      if (secret !== undefined) onAdded({ name, secret });
      await client.invalidateQueries({ queryKey: [webhookEndpoints.webhooks.path] });
    },
  });
  const urlProblem = WebhookSettings.shape.url.safeParse(url).error?.issues[0]?.message;
  const missing =
    name.trim() === "" ? "Say what the system is called" : read.success ? undefined : urlProblem;
  return (
    <FormDialog
      title={endpoint === undefined ? "Add a webhook" : `Change ${endpoint.name}`}
      description="An address of another system. It is told only what you choose, and never names, numbers or addresses of people."
      action={endpoint === undefined ? "Add it" : "Save"}
      missing={missing}
      saving={save}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <TextField
        label="What the system is called"
        hint="Steps of flows ask it by this name."
        value={name}
        autoFocus
        maxLength={60}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label="Address"
        value={url}
        type="url"
        maxLength={1000}
        problem={url === "https://" ? undefined : urlProblem}
        onChange={({ target }) => setUrl(target.value)}
      />
      <SwitchField
        label="Told what happens"
        hint="While it is off nothing is told, and what waits stays."
        checked={isOn}
        onChange={setIsOn}
      />
      <EventFields chosen={types} onChange={setTypes} />
    </FormDialog>
  );
}
