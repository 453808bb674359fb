import { disputeEndpoints, type DebtorDetail } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { OpenDisputeDialog } from "../disputes/open-dispute-dialog.tsx";
import { ask } from "../server/ask.ts";
import { formatDate } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { DecideTheftDialog } from "./decide-theft-dialog.tsx";
import { FactCard } from "./fact-card.tsx";
import { IdentityTheftDialog } from "./identity-theft-dialog.tsx";
import { needName } from "./needs.ts";
import { ReviewNeedsDialog } from "./review-needs-dialog.tsx";
import { useWhyNotRecord } from "./use-why-not-record.ts";
import { VulnerabilityDialog } from "./vulnerability-dialog.tsx";

export interface CareCardProps {
  readonly debtor: DebtorDetail;
}

type Shown = "dispute" | "needs" | "review" | "theft" | "decide-theft";

/** What somebody says that is not right, and what they need. Editors see none of it. */
export function CareCard({ debtor }: CareCardProps) {
  const { role } = useUser();
  return role === "editor" ? null : <Care debtor={debtor} />;
}

function Care({ debtor }: CareCardProps) {
  const whyNot = useWhyNotRecord();
  const [shown, setShown] = useState<Shown | undefined>();
  const answer = useQuery(ask(disputeEndpoints.vulnerability, { params: { id: debtor.id } }));
  const known = answer.data?.vulnerability ?? undefined;
  const theft = debtor.holds.find(({ state }) => state === "identity_theft");
  const close = () => setShown(undefined);
  return (
    <FactCard
      title="Disputes and needs"
      actions={
        <Button disabledReason={whyNot} onClick={() => setShown("dispute")}>
          Open a dispute
        </Button>
      }
    >
      {answer.isError && <li className="text-sm text-bad">What they need could not be read.</li>}
      {known === undefined && theft === undefined && (
        <li className="text-sm text-ink-3">No special need is on record.</li>
      )}
      {known !== undefined && (
        <li className="flex flex-wrap items-center gap-2">
          <span className="min-w-40 flex-1 text-sm text-ink-2">
            <span className="flex items-center gap-2 text-base font-medium text-ink">
              Needs
              {known.isHeld && <Badge tone="hold">Demands wait</Badge>}
            </span>
            {known.needs.map(needName).join(", ")}
            {known.note !== null && <span className="block">{known.note}</span>}
            <span className="block">{`To be looked at again by ${formatDate(known.reviewOn)}`}</span>
          </span>
          <Button disabledReason={whyNot} onClick={() => setShown("review")}>
            Review
          </Button>
        </li>
      )}
      {theft !== undefined && (
        <li className="flex flex-wrap items-center gap-2">
          <span className="min-w-40 flex-1 text-sm text-ink-2">
            <span className="block text-base font-medium text-ink">May be another’s debt</span>
            Nothing is asked for while the affidavit is awaited
          </span>
          <Button disabledReason={whyNot} onClick={() => setShown("decide-theft")}>
            Decide
          </Button>
        </li>
      )}
      <li className="flex flex-wrap gap-2 border-t border-line pt-2.5">
        <Button disabledReason={whyNot} onClick={() => setShown("needs")}>
          Record a need
        </Button>
        <Button
          disabledReason={whyNot ?? (theft === undefined ? undefined : "It is being looked into")}
          onClick={() => setShown("theft")}
        >
          Stolen identity
        </Button>
      </li>
      {shown === "dispute" && <OpenDisputeDialog debtor={debtor} onClose={close} />}
      {shown === "needs" && <VulnerabilityDialog debtor={debtor} onClose={close} />}
      {shown === "review" && <ReviewNeedsDialog debtorId={debtor.id} onClose={close} />}
      {shown === "theft" && <IdentityTheftDialog debtor={debtor} onClose={close} />}
      {shown === "decide-theft" && theft !== undefined && (
        <DecideTheftDialog holdId={theft.id} onClose={close} />
      )}
    </FactCard>
  );
}
