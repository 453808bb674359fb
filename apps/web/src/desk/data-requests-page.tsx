import { dataRequestEndpoints, type DataRequest } from "@fairflow/contract";
import { Badge, Button, EmptyState, SelectField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileClock } from "lucide-react";
import { toast } from "sonner";
import { MaskedNote } from "../frame/masked-note.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatDate, formatInstant } from "../server/format.ts";
import { useZone } from "../frame/use-zone.ts";
import { messageOf } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import { daysLeftWords, requestNames } from "./request-words.ts";

/** Open requests about people's data, those whose day is nearest first. */
export function DataRequestsPage() {
  const requests = useQuery(ask(dataRequestEndpoints.dataRequests, { query: {} }));
  return (
    <Page
      title="Data requests"
      subtitle="People and regulators who ask what is kept of somebody, each with the day by which the law wants an answer."
    >
      {requests.data?.masked === true && <MaskedNote />}
      <NotLoaded query={requests} what="The requests could not be loaded" className="h-64" />
      {requests.data?.requests.length === 0 && (
        <EmptyState icon={<FileClock />} title="Nobody waits for an answer">
          When somebody asks what is kept of them, record it on their page. It shows here with its
          day, and their file is made there.{" "}
          <Link to="/debtors" className="font-medium text-accent hover:underline">
            Find a debtor
          </Link>
        </EmptyState>
      )}
      {(requests.data?.requests.length ?? 0) > 0 && (
        <ul
          aria-label="Open requests"
          className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
        >
          {requests.data?.requests.map((request) => (
            <Row key={request.id} request={request} />
          ))}
        </ul>
      )}
    </Page>
  );
}

const OUTCOMES = [
  { value: "answered", label: "Answered" },
  { value: "refused", label: "Refused, with reasons" },
  { value: "withdrawn", label: "Withdrawn" },
] as const;

function Row({ request }: { readonly request: DataRequest }) {
  const { id, kind, debtor, dueOn, receivedOn, source, exportedAtMs } = request;
  const { role } = useUser();
  const zone = useZone();
  const client = useQueryClient();
  const close = useMutation({
    mutationFn: (outcome: (typeof OUTCOMES)[number]["value"]) =>
      call(dataRequestEndpoints.closeDataRequest, { params: { id }, body: { outcome } }),
    onError: (error) => toast.error(messageOf(error)),
    onSettled: () =>
      client.invalidateQueries({ queryKey: [dataRequestEndpoints.dataRequests.path] }),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-64 flex-1">
        <p className="font-semibold">
          <Link
            to="/debtors/$id"
            params={{ id: debtor.id }}
            className="underline-offset-2 hover:underline"
          >
            {debtor.name}, {debtor.reference}
          </Link>
        </p>
        <p className="text-sm text-ink-2">
          {requestNames[kind]}. Came {formatDate(receivedOn)}.{" "}
          {exportedAtMs === null
            ? "Their file was not made yet."
            : `Their file was made ${formatInstant(exportedAtMs, zone)}.`}
        </p>
        <p className="text-xs text-ink-3">{source}</p>
      </div>
      <p className="text-right">
        <Badge tone={request.daysLeft < 4 ? "warn" : "neutral"}>{daysLeftWords(request)}</Badge>
        <span className="block text-sm text-ink-2 tabular-nums">by {formatDate(dueOn)}</span>
      </p>
      {role === "manager" ? (
        <Button disabledReason="Specialists and admins answer requests">Close it</Button>
      ) : (
        <SelectField
          label={`How the request of ${debtor.reference} ended`}
          labelHidden
          className="w-48"
          value=""
          placeholder="How it ended"
          options={OUTCOMES}
          onChange={(value) => {
            const outcome = OUTCOMES.find((each) => each.value === value)?.value;
            if (outcome !== undefined) close.mutate(outcome);
          }}
        />
      )}
    </li>
  );
}
