import { webhookEndpoints, type WebhookEndpointView } from "@fairflow/contract";
import { Button, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { useState } from "react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { DeliveryLog } from "./delivery-log.tsx";
import { EndpointItem } from "./endpoint-item.tsx";
import { EndpointDialog } from "./endpoint-dialog.tsx";
import { SecretDialog } from "./secret-dialog.tsx";

/** Often enough to see a message on its way. */
const REFRESH_MS = 5_000;

interface Shown {
  readonly name: string;
  readonly secret: string;
}

/** Which other systems are told what happens, and what became of each message. */
export function WebhooksPage() {
  const webhooks = useQuery({ ...ask(webhookEndpoints.webhooks, {}), refetchInterval: REFRESH_MS });
  const [editing, setEditing] = useState<WebhookEndpointView | "new" | undefined>();
  const [shown, setShown] = useState<Shown | undefined>();
  const all = webhooks.data ?? [];
  const addButton = (
    <Button
      kind="primary"
      icon={<Webhook aria-hidden className="size-4" />}
      onClick={() => setEditing("new")}
    >
      Add a webhook
    </Button>
  );
  return (
    <Page
      title="Webhooks"
      subtitle="Other systems that are told what happens as it happens, signed, and again until they have taken it."
      actions={all.length > 0 && addButton}
    >
      <NotLoaded query={webhooks} what="The webhooks could not be loaded" className="h-48" />
      {webhooks.isSuccess && all.length === 0 && (
        <EmptyState icon={<Webhook />} title="No other system is told anything" actions={addButton}>
          A ledger that hears of promises and a dialer that hears of opt-outs need not ask. Steps of
          flows can ask such a system too, and go on by its answer.
        </EmptyState>
      )}
      {all.length > 0 && (
        <>
          <ul
            aria-label="Webhooks"
            className="divide-y divide-line rounded-card border border-line bg-surface"
          >
            {all.map((endpoint) => (
              <EndpointItem
                key={endpoint.id}
                endpoint={endpoint}
                onEdit={() => setEditing(endpoint)}
                onSecret={(secret) => setShown({ name: endpoint.name, secret })}
              />
            ))}
          </ul>
          <DeliveryLog endpoints={all} />
        </>
      )}
      {editing !== undefined && (
        <EndpointDialog
          endpoint={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onAdded={setShown}
        />
      )}
      {shown !== undefined && <SecretDialog {...shown} onClose={() => setShown(undefined)} />}
    </Page>
  );
}
