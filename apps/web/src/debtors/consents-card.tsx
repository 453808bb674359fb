import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { channelName, purposeName } from "../compliance/gate-words.ts";
import { ask } from "../server/ask.ts";
import { formatInstant } from "../server/format.ts";
import type { Consent } from "./consent.ts";
import { actName } from "./debtor-act.ts";
import { FactCard } from "./fact-card.tsx";
import { RecordConsentDialog } from "./record-consent-dialog.tsx";
import { useWhyNotRecord } from "./use-why-not-record.ts";
import { WithdrawConsentDialog } from "./withdraw-consent-dialog.tsx";

export interface ConsentsCardProps {
  readonly debtor: DebtorDetail;
}

/** What the debtor said yes to, and took back. */
export function ConsentsCard({ debtor }: ConsentsCardProps) {
  const whyNot = useWhyNotRecord();
  const answer = useQuery(ask(endpoints.debtorConsents, { params: { id: debtor.id } }));
  const [isRecording, setIsRecording] = useState(false);
  const [withdrawn, setWithdrawn] = useState<Consent | undefined>();
  const { consents = [], rules = [] } = answer.data ?? {};
  return (
    <FactCard
      title="Consents"
      actions={
        <Button
          disabledReason={whyNot ?? (answer.data === undefined ? "Just a moment" : undefined)}
          onClick={() => setIsRecording(true)}
        >
          Record a consent
        </Button>
      }
    >
      {answer.isError && <li className="text-sm text-bad">They could not be read just now.</li>}
      {answer.data !== undefined && consents.length === 0 && (
        <li className="text-sm text-ink-3">
          None. Marketing and calls with a recorded voice wait for one where a rule asks for it; of
          everything else such a rule only warns while they have said nothing.
        </li>
      )}
      {consents.map((consent) => (
        <li key={consent.id} className="flex flex-wrap items-center gap-2">
          <span className="min-w-40 flex-1 text-sm text-ink-2">
            <Badge tone={consent.withdrawn === null ? "ok" : "neutral"}>
              {consent.withdrawn === null ? "Counts" : "Taken back"}
            </Badge>
            <span className="mt-0.5 block text-base text-ink">
              {scopeWords(debtor, consent, rules)}
            </span>
            {`${actName(consent.how)}, ${formatInstant(consent.givenAtMs, debtor.zone)}, ${consent.evidence}`}
            {consent.withdrawn !== null && (
              <span className="block">{`Taken back ${formatInstant(consent.withdrawn.sinceMs, debtor.zone)}`}</span>
            )}
          </span>
          {consent.withdrawn === null && (
            <Button
              aria-label={`Take back: ${scopeWords(debtor, consent, rules)}`}
              disabledReason={whyNot}
              onClick={() => setWithdrawn(consent)}
            >
              Take back
            </Button>
          )}
        </li>
      ))}
      {isRecording && (
        <RecordConsentDialog debtor={debtor} rules={rules} onClose={() => setIsRecording(false)} />
      )}
      {withdrawn !== undefined && (
        <WithdrawConsentDialog
          consent={withdrawn}
          zone={debtor.zone}
          onClose={() => setWithdrawn(undefined)}
        />
      )}
    </FactCard>
  );
}

function scopeWords(
  { addresses }: DebtorDetail,
  { channel, addressId, purpose, rule }: Consent,
  rules: readonly { readonly id: string; readonly title: string }[],
): string {
  const address = addresses.find(({ id }) => id === addressId)?.text;
  const parts = [
    channel === null ? "Every channel" : channelName(channel),
    ...(address === undefined ? [] : [`at ${address}`]),
    purpose === null ? "all but marketing" : purposeName(purpose).toLowerCase(),
    ...(rule === null ? [] : [`for: ${rules.find(({ id }) => id === rule)?.title ?? rule}`]),
  ];
  return parts.join(", ");
}
