import { dataRequestEndpoints, RequestKind, type DebtorDetail } from "@fairflow/contract";
import { Badge, Button, Callout, DateField, Dialog, SelectField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FactCard } from "../debtors/fact-card.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatDate } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import { ErasureLine } from "./erasure-line.tsx";
import { daysLeftWords, requestNames } from "./request-words.ts";

export interface DataRequestsCardProps {
  readonly debtor: DebtorDetail;
}

const LINK =
  "inline-flex h-8 items-center rounded-control border border-line-strong/60 bg-surface px-3 text-sm font-medium hover:bg-sunken";

/** Requests about what is kept of this person, with the clock of the law, and the file that answers them. */
export function DataRequestsCard({ debtor }: DataRequestsCardProps) {
  const { role } = useUser();
  const [isOpening, setIsOpening] = useState(false);
  const mayWork = role === "specialist" || role === "admin";
  const requests = useQuery({
    ...ask(dataRequestEndpoints.dataRequests, { query: { debtor: debtor.id } }),
    enabled: role !== "editor",
  });
  if (role === "editor") return null;
  const file = (query: string) => `/api/debtors/${debtor.id}/file?${query}`;
  return (
    <FactCard
      title="Their data"
      actions={mayWork && <Button onClick={() => setIsOpening(true)}>Record a request</Button>}
    >
      {requests.data?.requests.length === 0 && (
        <li className="text-sm text-ink-3">Nobody asked about it.</li>
      )}
      {requests.data?.requests.map((request) => (
        <li key={request.id} className="flex flex-wrap items-center gap-2">
          <span className="text-base">{requestNames[request.kind]}</span>
          <Badge tone={request.daysLeft < 4 ? "warn" : "neutral"}>{daysLeftWords(request)}</Badge>
          <span className="w-full text-xs text-ink-3">
            {`By ${formatDate(request.dueOn)}. ${request.source}`}
          </span>
        </li>
      ))}
      {mayWork && (
        <li className="flex flex-wrap gap-2 border-t border-line pt-2.5">
          <a className={LINK} href={file("format=pdf")} download>
            Their file, PDF
          </a>
          <a className={LINK} href={file("format=json")} download>
            JSON
          </a>
          <a className={LINK} href={file("format=json&for=regulator")} download>
            For a regulator
          </a>
        </li>
      )}
      <ErasureLine debtorId={debtor.id} zone={debtor.zone} />
      {isOpening && <OpenRequest debtorId={debtor.id} onClose={() => setIsOpening(false)} />}
    </FactCard>
  );
}

function OpenRequest({
  debtorId,
  onClose,
}: {
  readonly debtorId: string;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const [kind, setKind] = useState<RequestKind>("access");
  const [receivedOn, setReceivedOn] = useState("");
  const open = useMutation({
    mutationFn: () =>
      call(dataRequestEndpoints.openDataRequest, {
        params: { id: debtorId },
        body: { kind, receivedOn: RECEIVED.parse(receivedOn) },
      }),
    onSuccess: async ({ dueOn }) => {
      toast.success(`To be answered by ${formatDate(dueOn)}`);
      onClose();
      await client.invalidateQueries({ queryKey: [dataRequestEndpoints.dataRequests.path] });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Record a request"
      description="The law of their country says by when it is to be answered."
      actions={
        <Button
          kind="primary"
          size="default"
          disabledReason={RECEIVED.safeParse(receivedOn).success ? undefined : "Say when it came"}
          onClick={() => open.mutate()}
        >
          Record it
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <SelectField
          label="What they want"
          value={kind}
          options={RequestKind.options.map((value) => ({ value, label: requestNames[value] }))}
          onChange={(value) => setKind(RequestKind.catch("access").parse(value))}
        />
        <DateField label="When it came" value={receivedOn} onChange={setReceivedOn} />
        {open.isError && (
          <Callout tone="bad" title="It could not be recorded">
            {messageOf(open.error)}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}

const RECEIVED = dataRequestEndpoints.openDataRequest.input.body.shape.receivedOn;
