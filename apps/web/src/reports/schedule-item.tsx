import type { ReportScheduleView } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { formatInstant } from "../server/format.ts";
import { REPORT_NAMES, sayRhythm, SENDING_WORDS } from "./schedule-words.ts";

export interface ScheduleItemProps {
  readonly schedule: ReportScheduleView;
  readonly onEnd: () => void;
}

/** One report that goes by e-mail, with what became of the last mails. */
export function ScheduleItem({ schedule, onEnd }: ScheduleItemProps) {
  const { kind, clientName, currency, recipientNames, nextMs, latest, zone } = schedule;
  return (
    <li className="flex flex-wrap items-start gap-3 px-3 py-2.5">
      <div className="min-w-48 flex-1">
        <p className="text-base font-medium">
          {`${REPORT_NAMES[kind]}, ${clientName ?? "all clients"}, ${currency}`}
        </p>
        <p className="text-sm text-ink-2">{`${sayRhythm(schedule)} to ${recipientNames.join(", ")}`}</p>
        {nextMs !== null && (
          <p className="text-sm text-ink-3">{`Next: ${formatInstant(nextMs, zone)}`}</p>
        )}
        {latest.map(({ dueMs, to, status, code }) => (
          <p key={`${dueMs} ${to}`} className="text-sm text-ink-3">
            {`${formatInstant(dueMs, zone)}, ${to}: ${SENDING_WORDS[status]}${code === null ? "" : ` (${code})`}`}
          </p>
        ))}
      </div>
      <Button onClick={onEnd}>Stop</Button>
    </li>
  );
}
