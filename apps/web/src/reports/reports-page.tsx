import { Button } from "@fairflow/ui";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { MailCheck } from "lucide-react";
import { useState } from "react";
import { useUser } from "../session/use-session.ts";
import { ReportView } from "./report-view.tsx";
import { SchedulesDialog } from "./schedules-dialog.tsx";

/** Monday's reports, for the house. */
export function ReportsPage() {
  const search = useSearch({ from: "/frame/reports" });
  const navigate = useNavigate();
  const { role } = useUser();
  const [isScheduling, setIsScheduling] = useState(false);
  const maySchedule = role === "admin" || role === "manager";
  return (
    <>
      <ReportView
        title="Reports"
        subtitle="How the book moved between two daily closes, and how it was worked."
        search={search}
        onSearch={(next) => void navigate({ to: "/reports", search: next, replace: true })}
        isHouse
        actions={
          maySchedule && (
            <Button
              icon={<MailCheck aria-hidden className="size-4" />}
              onClick={() => setIsScheduling(true)}
            >
              By e-mail
            </Button>
          )
        }
      />
      {isScheduling && <SchedulesDialog onClose={() => setIsScheduling(false)} />}
    </>
  );
}
