import { endpoints, type DebtorDetail, type OutputOf } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { channelName } from "../compliance/gate-words.ts";
import { ask } from "../server/ask.ts";
import { formatDate } from "../server/format.ts";
import { accountName } from "./account-name.ts";
import { FactCard } from "./fact-card.tsx";
import { ServedNoticeDialog } from "./served-notice-dialog.tsx";
import { useWhyNotRecord } from "./use-why-not-record.ts";

export interface NoticesCardProps {
  readonly debtor: DebtorDetail;
}

type Notice = OutputOf<(typeof endpoints)["debtorNotices"]>["notices"][number];

/** Notices that the law requires and that somebody gave outside, or proved. */
export function NoticesCard({ debtor }: NoticesCardProps) {
  const whyNot = useWhyNotRecord();
  const answer = useQuery(ask(endpoints.debtorNotices, { params: { id: debtor.id } }));
  const [isRecording, setIsRecording] = useState(false);
  const { notices = [], kinds = [] } = answer.data ?? {};
  return (
    <FactCard
      title="Notices on record"
      actions={
        <Button
          disabledReason={whyNot ?? (answer.data === undefined ? "Just a moment" : undefined)}
          onClick={() => setIsRecording(true)}
        >
          Record a notice
        </Button>
      }
    >
      {answer.isError && <li className="text-sm text-bad">They could not be read just now.</li>}
      {answer.data !== undefined && notices.length === 0 && (
        <li className="text-sm text-ink-3">
          None beside what was sent from here, which the timeline tells.
        </li>
      )}
      {notices.map((notice) => (
        <li key={notice.id} className="text-sm text-ink-2">
          <span className="block text-base font-medium text-ink">{notice.title}</span>
          {`${daysWords(notice)}. For ${notice.accountId === null ? "all accounts that they had then" : accountName(debtor, notice.accountId)}.`}
          {notice.proof !== null && <span className="block">{`Shown by ${notice.proof}`}</span>}
        </li>
      ))}
      {isRecording && (
        <ServedNoticeDialog debtor={debtor} kinds={kinds} onClose={() => setIsRecording(false)} />
      )}
    </FactCard>
  );
}

function daysWords({ channel, sentOn, deliveredOn, servedOn }: Notice): string {
  const days = [
    ["Sent", sentOn],
    ["Delivered", deliveredOn],
    ["Served", servedOn],
  ] as const;
  const said = days.flatMap(([what, day]) => (day === null ? [] : [`${what} ${formatDate(day)}`]));
  return [...said, ...(channel === null ? [] : [channelName(channel)])].join(", ");
}
