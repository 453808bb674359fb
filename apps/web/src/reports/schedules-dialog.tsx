import { reportEndpoints } from "@fairflow/contract";
import { Button, Dialog } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { ScheduleForm } from "./schedule-form.tsx";
import { ScheduleItem } from "./schedule-item.tsx";

export interface SchedulesDialogProps {
  readonly onClose: () => void;
}

/** Which reports go by e-mail, when and to whom. */
export function SchedulesDialog({ onClose }: SchedulesDialogProps) {
  const [isAdding, setIsAdding] = useState(false);
  const client = useQueryClient();
  const schedules = useQuery(ask(reportEndpoints.reportSchedules, {}));
  const refresh = () =>
    client.invalidateQueries({ queryKey: [reportEndpoints.reportSchedules.path] });
  const end = useMutation({
    mutationFn: (id: string) => call(reportEndpoints.endReportSchedule, { params: { id } }),
    onSuccess: () => toast.success("It is sent no more"),
    onError: (error) => toast.error(messageOf(error)),
    onSettled: refresh,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Reports by e-mail"
      description="Each goes once at its hour, as a workbook and a PDF, to people who can sign in."
      actions={
        <>
          {!isAdding && <Button onClick={() => setIsAdding(true)}>Add a report</Button>}
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <NotLoaded query={schedules} what="What is sent could not be loaded" className="h-24" />
        {schedules.data?.schedules.length === 0 && !isAdding && (
          <p className="text-base text-ink-2">
            Nothing goes by e-mail yet. Add a report, say when it goes and to whom.
          </p>
        )}
        {schedules.data !== undefined && schedules.data.schedules.length > 0 && (
          <ul className="divide-y divide-line rounded-card border border-line">
            {schedules.data.schedules.map((schedule) => (
              <ScheduleItem
                key={schedule.id}
                schedule={schedule}
                onEnd={() => end.mutate(schedule.id)}
              />
            ))}
          </ul>
        )}
        {isAdding && schedules.data !== undefined && (
          <ScheduleForm
            people={schedules.data.people}
            zone={schedules.data.zone}
            onDone={() => {
              setIsAdding(false);
              void refresh();
            }}
          />
        )}
      </div>
    </Dialog>
  );
}
