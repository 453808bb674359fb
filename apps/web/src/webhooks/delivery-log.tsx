import { webhookEndpoints, WebhookStatus, type WebhookEndpointView } from "@fairflow/contract";
import { Badge, Button, SelectField } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { useZone } from "../frame/use-zone.ts";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { DeliveryDialog } from "./delivery-dialog.tsx";
import { answerWords, deliveryState, eventWords, isUnanswered } from "./delivery-words.ts";

export interface DeliveryLogProps {
  readonly endpoints: readonly WebhookEndpointView[];
}

const REFRESH_MS = 5_000;

const STATUS_OPTIONS = [
  { value: "", label: "All" },
  { value: "waiting", label: "Waiting" },
  { value: "failed", label: "Given up" },
  { value: "delivered", label: "Taken" },
];

/** What was told, the newest first; a row opens the message and its tries. */
export function DeliveryLog({ endpoints }: DeliveryLogProps) {
  const zone = useZone();
  const [endpoint, setEndpoint] = useState("");
  const [status, setStatus] = useState("");
  const [openId, setOpenId] = useState<string | undefined>();
  const known = WebhookStatus.safeParse(status);
  const filter = {
    ...(endpoint === "" ? {} : { endpoint }),
    ...(known.success ? { status: known.data } : {}),
  };
  const log = useInfiniteQuery({
    queryKey: [webhookEndpoints.webhookDeliveries.path, filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        webhookEndpoints.webhookDeliveries,
        { query: { ...filter, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    refetchInterval: REFRESH_MS,
  });
  const rows = log.data?.pages.flatMap(({ deliveries }) => deliveries) ?? [];
  const opened = rows.find(({ id }) => id === openId);
  return (
    <section aria-labelledby="deliveries" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <h2 id="deliveries" className="flex-1 text-lg font-semibold">
          Messages
        </h2>
        <SelectField
          label="Webhook"
          value={endpoint}
          onChange={setEndpoint}
          options={[
            { value: "", label: "All" },
            ...endpoints.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <SelectField label="State" value={status} onChange={setStatus} options={STATUS_OPTIONS} />
      </div>
      <NotLoaded query={log} what="The messages could not be loaded" className="h-40" />
      {log.isSuccess && rows.length === 0 && (
        <p className="text-sm text-ink-2">
          {status === "" && endpoint === ""
            ? "Nothing was told yet. “Send a test message” shows whether a webhook is heard."
            : "No message is like that."}
        </p>
      )}
      {rows.length > 0 && (
        <div className="overflow-x-auto rounded-card border border-line bg-surface">
          <table className="w-full text-left text-sm">
            <thead className="text-xs text-ink-3">
              <tr>
                {["When", "What", "Webhook", "State", "Answer"].map((title) => (
                  <th key={title} scope="col" className="px-4 py-2 font-medium">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {rows.map((row) => {
                const { tone, words } = deliveryState(row);
                return (
                  <tr key={row.id}>
                    <td className="px-4 py-2 whitespace-nowrap tabular-nums">
                      {formatInstant(row.createdAtMs, zone)}
                    </td>
                    <td className="px-4 py-2">
                      <button
                        type="button"
                        className="min-h-6 rounded-control text-left font-medium underline decoration-line-strong underline-offset-2 hover:text-accent"
                        onClick={() => setOpenId(row.id)}
                      >
                        {eventWords(row.eventType)}
                      </button>
                    </td>
                    <td className="px-4 py-2">{row.endpoint}</td>
                    <td className="px-4 py-2">
                      <Badge tone={tone}>{words}</Badge>
                    </td>
                    <td className="px-4 py-2 text-ink-2">
                      {answerWords(row)}
                      {row.nextTryMs !== null && !isUnanswered(row)
                        ? `; next try ${formatInstant(row.nextTryMs, zone)}`
                        : ""}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {log.hasNextPage && (
        <Button className="self-start" onClick={() => void log.fetchNextPage()}>
          Show older ones
        </Button>
      )}
      {opened !== undefined && (
        <DeliveryDialog delivery={opened} onClose={() => setOpenId(undefined)} />
      )}
    </section>
  );
}
