import { webhookEndpoints, type WebhookDeliveryView } from "@fairflow/contract";
import { Button, Dialog } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { answerWords, eventWords } from "./delivery-words.ts";

export interface DeliveryDialogProps {
  readonly delivery: WebhookDeliveryView;
  readonly onClose: () => void;
}

/** A message as it was sent, and what came back of each try. */
export function DeliveryDialog({ delivery, onClose }: DeliveryDialogProps) {
  const zone = useZone();
  const client = useQueryClient();
  const params = { id: delivery.id };
  const detail = useQuery(ask(webhookEndpoints.webhookDelivery, { params }));
  const again = useMutation({
    mutationFn: () => call(webhookEndpoints.redeliverWebhook, { params }),
    onSuccess: async () => {
      onClose();
      toast.success("The message is sent again, under the id that it had");
      await client.invalidateQueries({ queryKey: [webhookEndpoints.webhookDeliveries.path] });
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <Dialog
      open
      size="medium"
      onClose={onClose}
      title={`${eventWords(delivery.eventType)}, to ${delivery.endpoint}`}
      description={`webhook-id ${delivery.messageId}`}
      actions={
        <>
          <Button
            disabledReason={
              delivery.status === "waiting"
                ? "It is on its way"
                : delivery.eventType === "flow.step"
                  ? "A step asks by itself"
                  : again.isPending
                    ? "Just a moment"
                    : undefined
            }
            onClick={() => again.mutate()}
          >
            Send it again
          </Button>
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <NotLoaded query={detail} what="The message could not be loaded" className="h-40" />
      {detail.isSuccess && (
        <div className="flex flex-col gap-4">
          <section aria-labelledby="sent">
            <h3 id="sent" className="mb-1 text-sm font-medium">
              What is sent
            </h3>
            <pre className="overflow-x-auto rounded-card bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
              {pretty(detail.data.body)}
            </pre>
          </section>
          <section aria-labelledby="tries">
            <h3 id="tries" className="mb-1 text-sm font-medium">
              Tries
            </h3>
            {detail.data.tries.length === 0 && <p className="text-sm text-ink-2">None yet.</p>}
            <ol className="flex flex-col gap-2">
              {detail.data.tries.map((tried) => (
                <li key={tried.atMs} className="text-sm">
                  <p>
                    {`${formatInstant(tried.atMs, zone)}: ${answerWords(tried)}, after ${tried.tookMs} ms`}
                  </p>
                  {tried.answer !== "" && (
                    <pre className="mt-1 overflow-x-auto rounded-card bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">
                      {tried.answer}
                    </pre>
                  )}
                </li>
              ))}
            </ol>
          </section>
        </div>
      )}
    </Dialog>
  );
}

/** The body is ours, so it is JSON; the server gives it as the text that is signed. */
function pretty(body: string): string {
  const parsed: unknown = JSON.parse(body);
  return JSON.stringify(parsed, null, 2);
}
