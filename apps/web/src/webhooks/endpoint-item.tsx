import { webhookEndpoints, type WebhookEndpointView } from "@fairflow/contract";
import { Badge, Button, Dialog, IconButton, Menu } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useZone } from "../frame/use-zone.ts";
import { call } from "../server/call.ts";
import { formatCount, formatInstant } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { endpointState } from "./delivery-words.ts";

export interface EndpointItemProps {
  readonly endpoint: WebhookEndpointView;
  readonly onEdit: () => void;
  readonly onSecret: (secret: string) => void;
}

type Act = "test" | "rotate" | "retire" | "failed" | "day" | "remove";

const DAY_MS = 86_400_000;

/** One webhook: how it is, and what may be done with it. */
export function EndpointItem({ endpoint, onEdit, onSecret }: EndpointItemProps) {
  const zone = useZone();
  const client = useQueryClient();
  const [isRemoving, setIsRemoving] = useState(false);
  const params = { id: endpoint.id };
  const again = async (which: "failed" | "any", sinceMs: number) => {
    const body = { which, sinceMs };
    const { messages } = await call(webhookEndpoints.redeliverWebhooks, { params, body });
    return messages === 1
      ? "1 message is sent again"
      : `${formatCount(messages)} messages are sent again`;
  };
  const act = useMutation({
    mutationFn: async (what: Act): Promise<string> => {
      switch (what) {
        case "test":
          await call(webhookEndpoints.testWebhook, { params });
          return "A test message is on its way: the log shows what comes back";
        case "rotate": {
          const { secret } = await call(webhookEndpoints.rotateWebhookSecret, { params });
          onSecret(secret);
          return "Both secrets sign until you retire the older one";
        }
        case "retire":
          await call(webhookEndpoints.retireWebhookSecret, { params });
          return "Only the new secret signs";
        case "failed":
          return again("failed", 0);
        case "day":
          return again("any", Date.now() - DAY_MS);
        case "remove":
          await call(webhookEndpoints.removeWebhook, { params });
          return `${endpoint.name} is told nothing any more`;
      }
    },
    onSuccess: (done) => toast.success(done),
    onError: (error) => toast.error(messageOf(error)),
    onSettled: () =>
      client.invalidateQueries({
        predicate: ({ queryKey: [path] }) => typeof path === "string" && path.includes("webhook"),
      }),
  });
  const { tone, words, about } = endpointState(endpoint, (ms) => formatInstant(ms, zone));
  return (
    <li className="flex flex-wrap items-start gap-4 px-4 py-3">
      <div className="flex min-w-64 flex-1 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-2 text-base font-medium">
          {endpoint.name} <Badge tone={tone}>{words}</Badge>
        </p>
        <p className="font-mono text-sm break-all text-ink-2">{endpoint.url}</p>
        <p className="text-sm text-ink-3">
          {about}
          {endpoint.hasPreviousSecret ? " Two secrets sign." : ""}
        </p>
      </div>
      <div className="flex gap-2">
        <Button onClick={onEdit} aria-label={`Change ${endpoint.name}`}>
          Change
        </Button>
        <Menu
          trigger={
            <IconButton
              label={`More about ${endpoint.name}`}
              icon={<MoreHorizontal className="size-4" />}
            />
          }
          items={[
            {
              label: "Send a test message",
              disabledReason: endpoint.isOn ? undefined : "It is off",
              onSelect: () => act.mutate("test"),
            },
            {
              label: "Send again what failed",
              startsGroup: true,
              disabledReason: endpoint.failed === 0 ? "Nothing was given up" : undefined,
              onSelect: () => act.mutate("failed"),
            },
            { label: "Send again the last 24 hours", onSelect: () => act.mutate("day") },
            endpoint.hasPreviousSecret
              ? {
                  label: "Retire the older secret",
                  startsGroup: true,
                  onSelect: () => act.mutate("retire"),
                }
              : {
                  label: "Make a new secret",
                  startsGroup: true,
                  onSelect: () => act.mutate("rotate"),
                },
            {
              label: "Remove",
              startsGroup: true,
              isDanger: true,
              onSelect: () => setIsRemoving(true),
            },
          ]}
        />
      </div>
      {isRemoving && (
        <Dialog
          open
          onClose={() => setIsRemoving(false)}
          title={`Remove ${endpoint.name}?`}
          description="It is told nothing any more, its secret is forgotten, and what waits for it is given up. Steps of flows that ask it leave by “No answer”."
          actions={
            <>
              <Button onClick={() => setIsRemoving(false)}>Keep it</Button>
              <Button kind="danger" onClick={() => act.mutate("remove")}>
                Remove
              </Button>
            </>
          }
        >
          {null}
        </Dialog>
      )}
    </li>
  );
}
