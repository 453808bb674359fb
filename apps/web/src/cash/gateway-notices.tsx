import { gatewayNoticeEndpoints } from "@fairflow/contract";
import { Button, Callout } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ReasonDialog } from "../frame/reason-dialog.tsx";
import { useZone } from "../frame/use-zone.ts";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";

const { gatewayNotices, settleGatewayNotice } = gatewayNoticeEndpoints;

type Decision =
  | { readonly decision: "ask-again" }
  | { readonly decision: "set-aside"; readonly reason: string };

/** What payment gateways told and nobody could book: nothing of it is in the books until somebody decides. */
export function GatewayNotices() {
  const query = ask(gatewayNotices, {});
  const { data } = useQuery(query);
  const { role } = useUser();
  const zone = useZone();
  const client = useQueryClient();
  const [aside, setAside] = useState<string>();
  const settle = useMutation({
    mutationFn: ({ id, ...body }: { readonly id: string } & Decision) =>
      call(settleGatewayNotice, { params: { id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: query.queryKey }),
  });
  if (data === undefined || data.length === 0) return null;
  const canDecide = role === "specialist" || role === "admin";
  return (
    <Callout tone="warn" title="Told by payment gateways, and not booked">
      <ul aria-label="Notices of gateways" className="divide-y divide-line">
        {data.map(({ id, gateway, receivedAtMs, reason, number }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
            <span className="font-medium">{gateway}</span>
            <span className="break-all">{number}</span>
            <span className="text-ink-2">{formatInstant(receivedAtMs, zone)}</span>
            <span className="basis-full">{sentence(reason)}</span>
            {canDecide && (
              <span className="flex gap-2">
                <Button onClick={() => settle.mutate({ id, decision: "ask-again" })}>
                  Ask the gateway again
                </Button>
                <Button onClick={() => setAside(id)}>Set aside…</Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <WhyFailed error={settle.error} className="mt-1" />
      {aside !== undefined && (
        <ReasonDialog
          title="Set this notice aside"
          description="Nothing of it is booked, for good. Say what became of the money, such as the bank line by which it is booked."
          action="Set aside"
          onConfirm={(reason) => settle.mutateAsync({ id: aside, decision: "set-aside", reason })}
          onClose={() => setAside(undefined)}
        />
      )}
    </Callout>
  );
}

function sentence(reason: string): string {
  return reason === "" ? "" : `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`;
}
