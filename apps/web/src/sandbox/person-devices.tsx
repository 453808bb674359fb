import { endpoints } from "@fairflow/contract";
import { Callout, Skeleton } from "@fairflow/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useFrame } from "../frame/use-frame.ts";
import { LoadFailed } from "../frame/load-failed.tsx";
import { ask } from "../server/ask.ts";
import { useLiveTopic } from "../server/use-live-topic.ts";
import { ActAsDebtor } from "./act-as-debtor.tsx";
import { Inbox } from "./inbox.tsx";
import { Phone } from "./phone.tsx";

export interface PersonDevicesProps {
  readonly debtorId: string;
}

/** One person's phone and inbox side by side, and what they can do beside answering. */
export function PersonDevices({ debtorId }: PersonDevicesProps) {
  const client = useQueryClient();
  const isReal = useFrame()?.sending.reachesPeople === true;
  const messages = useQuery(ask(endpoints.sandboxMessages, { params: { id: debtorId } }));
  const debtor = useQuery(ask(endpoints.debtor, { params: { id: debtorId } }));
  // Whoever reads what was really sent opens nobody's page: the link is the debtor's.
  const shown = messages.data?.map((each) => (isReal ? { ...each, payLink: null } : each)) ?? [];
  const refresh = () => {
    void client.invalidateQueries({ queryKey: [endpoints.sandboxMessages.path] });
    void client.invalidateQueries({ queryKey: [endpoints.debtor.path] });
  };
  useLiveTopic(`debtor:${debtorId}`, (event) => {
    if (event.kind === "debtor" && event.debtorId === debtorId) refresh();
  });
  const failed = messages.isError ? messages : debtor.isError ? debtor : undefined;
  if (failed !== undefined) {
    return (
      <div className="p-6">
        <LoadFailed
          what="This person's messages could not be loaded"
          error={failed.error}
          onRetry={() => void failed.refetch()}
        />
      </div>
    );
  }
  if (messages.data === undefined || debtor.data === undefined) {
    return (
      <div className="flex gap-6 p-6">
        <Skeleton className="h-[36rem] w-80" />
        <Skeleton className="h-[36rem] flex-1" />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-5 p-6">
      <header className="flex flex-wrap items-baseline gap-3">
        <h2 className="text-xl font-semibold">{debtor.data.name}</h2>
        <Link
          to="/debtors/$id"
          params={{ id: debtorId }}
          className="text-sm font-medium text-accent hover:underline"
        >
          Timeline
        </Link>
      </header>
      <div className="flex flex-wrap items-start gap-6">
        <Phone
          debtorId={debtorId}
          messages={shown.filter(({ channel }) => channel === "sms")}
          zone={debtor.data.zone}
          onDone={isReal ? undefined : refresh}
        />
        <div className="flex min-w-80 flex-1 flex-col gap-6">
          {isReal ? (
            <Callout tone="info" title="This is what was really sent and answered">
              A live provider is on, so nobody plays the debtor here.
            </Callout>
          ) : (
            <ActAsDebtor debtor={debtor.data} onDone={refresh} />
          )}
          <Inbox
            messages={shown.filter(({ channel }) => channel !== "sms")}
            zone={debtor.data.zone}
          />
        </div>
      </div>
    </div>
  );
}
