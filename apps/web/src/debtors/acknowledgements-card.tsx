import { endpoints, type DebtorDetail, type OutputOf } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../server/ask.ts";
import { formatDate } from "../server/format.ts";
import { accountName } from "./account-name.ts";
import { AcknowledgeDialog } from "./acknowledge-dialog.tsx";
import { actName } from "./debtor-act.ts";
import { FactCard } from "./fact-card.tsx";
import { StrikeDialog } from "./strike-dialog.tsx";
import { useWhyNotRecord } from "./use-why-not-record.ts";

export interface AcknowledgementsCardProps {
  readonly debtor: DebtorDetail;
}

type Acknowledgement = OutputOf<(typeof endpoints)["acknowledgements"]>["acknowledgements"][number];

/** When the debtor acknowledged which debt: in many places the time after which it is too old begins anew. */
export function AcknowledgementsCard({ debtor }: AcknowledgementsCardProps) {
  const whyNot = useWhyNotRecord();
  const answer = useQuery(ask(endpoints.acknowledgements, { params: { id: debtor.id } }));
  const [isRecording, setIsRecording] = useState(false);
  const [struck, setStruck] = useState<Acknowledgement | undefined>();
  const acknowledged = answer.data?.acknowledgements ?? [];
  return (
    <FactCard
      title="Acknowledgements of debt"
      actions={
        <Button disabledReason={whyNot} onClick={() => setIsRecording(true)}>
          Record one
        </Button>
      }
    >
      {answer.isError && <li className="text-sm text-bad">They could not be read just now.</li>}
      {answer.data !== undefined && acknowledged.length === 0 && (
        <li className="text-sm text-ink-3">None.</li>
      )}
      {acknowledged.map((each) => (
        <li key={each.id} className="flex flex-wrap items-center gap-2">
          <span className="min-w-40 flex-1 text-sm text-ink-2">
            <span className="flex items-center gap-2 text-base font-medium text-ink">
              {formatDate(each.acknowledgedOn)}
              {each.struck !== null && <Badge>Struck</Badge>}
            </span>
            {`${accountName(debtor, each.accountId)}, ${actName(each.how).toLowerCase()}, ${each.document}`}
            {each.struck !== null && (
              <span className="block">{`Struck by ${each.struck.by}: “${each.struck.reason}”`}</span>
            )}
          </span>
          {each.struck === null && (
            <Button
              aria-label={`Strike the acknowledgement of ${formatDate(each.acknowledgedOn)}`}
              disabledReason={whyNot}
              onClick={() => setStruck(each)}
            >
              Strike
            </Button>
          )}
        </li>
      ))}
      {isRecording && <AcknowledgeDialog debtor={debtor} onClose={() => setIsRecording(false)} />}
      {struck !== undefined && <StrikeDialog id={struck.id} onClose={() => setStruck(undefined)} />}
    </FactCard>
  );
}
