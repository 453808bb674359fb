import type { DebtorDetail } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useState } from "react";
import { accountName } from "../debtors/account-name.ts";
import { FactCard } from "../debtors/fact-card.tsx";
import { useUser } from "../session/use-session.ts";
import { AgreementItem } from "./agreement-item.tsx";
import { ArrangementDialog } from "./arrangement-dialog.tsx";
import { PromiseDialog } from "./promise-dialog.tsx";
import { SettlementDialog } from "./settlement-dialog.tsx";
import { SettlementItem } from "./settlement-item.tsx";
import { useAgreements } from "./use-agreements.ts";

export interface AgreementsCardProps {
  readonly debtor: DebtorDetail;
}

const SHOWN = 3;

/** What was promised, arranged and offered, and the ways to agree. Editors see none of it. */
export function AgreementsCard({ debtor }: AgreementsCardProps) {
  const { role } = useUser();
  return role === "editor" ? null : <AgreementList debtor={debtor} />;
}

function AgreementList({ debtor }: AgreementsCardProps) {
  const answer = useAgreements(debtor.id);
  const [dialog, setDialog] = useState<"promise" | "arrangement" | "settlement" | undefined>();
  const [showsAll, setShowsAll] = useState(false);
  const agreements = answer.data?.agreements ?? [];
  const settlements = answer.data?.settlements ?? [];
  const shown = <Item,>(items: readonly Item[]) => (showsAll ? items : items.slice(0, SHOWN));
  const wait = answer.data === undefined ? "Just a moment" : undefined;
  const close = () => setDialog(undefined);
  const known = { debtor, onClose: close };
  return (
    <FactCard
      title="Promises and arrangements"
      actions={
        <Button disabledReason={wait} onClick={() => setDialog("promise")}>
          Take a promise
        </Button>
      }
    >
      {answer.isError && <li className="text-sm text-bad">They could not be read just now.</li>}
      {answer.data !== undefined && agreements.length + settlements.length === 0 && (
        <li className="text-sm text-ink-3">Nothing is promised.</li>
      )}
      {shown(agreements).map((agreement) => (
        <AgreementItem
          key={agreement.id}
          agreement={agreement}
          account={agreement.accountIds.map((id) => accountName(debtor, id)).join(", ")}
        />
      ))}
      {shown(settlements).map((settlement) => (
        <SettlementItem
          key={settlement.id}
          settlement={settlement}
          account={accountName(debtor, settlement.accountId)}
        />
      ))}
      {!showsAll && Math.max(agreements.length, settlements.length) > SHOWN && (
        <li>
          <Button kind="quiet" onClick={() => setShowsAll(true)}>
            Show earlier ones
          </Button>
        </li>
      )}
      <li className="flex flex-wrap gap-2 border-t border-line pt-2.5">
        <Button disabledReason={wait} onClick={() => setDialog("arrangement")}>
          Arrange instalments
        </Button>
        <Button disabledReason={wait} onClick={() => setDialog("settlement")}>
          Offer a settlement
        </Button>
      </li>
      {dialog === "promise" && answer.data !== undefined && (
        <PromiseDialog {...known} agreements={answer.data} />
      )}
      {dialog === "arrangement" && answer.data !== undefined && (
        <ArrangementDialog {...known} agreements={answer.data} />
      )}
      {dialog === "settlement" && answer.data !== undefined && (
        <SettlementDialog {...known} agreements={answer.data} />
      )}
    </FactCard>
  );
}
