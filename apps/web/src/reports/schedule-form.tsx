import { reportEndpoints, ReportKind, type OutputOf } from "@fairflow/contract";
import { Button, CheckField, SelectField } from "@fairflow/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { REPORT_NAMES, WEEKDAYS } from "./schedule-words.ts";

export interface ScheduleFormProps {
  readonly people: OutputOf<typeof reportEndpoints.reportSchedules>["people"];
  /** Of the first portfolio: the hour is told in it. */
  readonly zone: string;
  readonly onDone: () => void;
}

const ALL = "";
const USUAL_HOUR = 7;
const Rhythm = z.enum(["daily", "weekly", "monthly"]);
const RHYTHM_NAMES = { daily: "Every day", weekly: "Every week", monthly: "Every month" } as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

/** Which report goes when, and to whom. Somebody of a client can only be sent that client's. */
export function ScheduleForm({ people, zone, onDone }: ScheduleFormProps) {
  const [kind, setKind] = useState<ReportKind>("rolls");
  const [clientId, setClientId] = useState(ALL);
  const [rhythm, setRhythm] = useState<z.infer<typeof Rhythm>>("weekly");
  const [weekday, setWeekday] = useState(1);
  const [hour, setHour] = useState(USUAL_HOUR);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choices = useQuery(ask(reportEndpoints.reportChoices, {}));
  const mayGet = people.filter(
    (person) => person.clientId === null || person.clientId === clientId,
  );
  const recipients = mayGet.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
  const currency = choices.data?.currencies[0];
  const add = useMutation({
    mutationFn: (of: string) =>
      call(reportEndpoints.addReportSchedule, {
        body: {
          kind,
          clientId: clientId === ALL ? null : clientId,
          currency: of,
          by: "product",
          period: rhythm === "monthly" ? "month" : "week",
          rhythm,
          weekday: rhythm === "weekly" ? weekday : null,
          hour,
          zone,
          recipients,
        },
      }),
    onSuccess: onDone,
  });
  return (
    <div className="flex flex-col gap-3 rounded-card border border-line p-3">
      <div className="flex flex-wrap gap-3">
        <SelectField
          label="Report"
          className="w-52"
          value={kind}
          options={ReportKind.options.map((each) => ({ value: each, label: REPORT_NAMES[each] }))}
          onChange={(value) => setKind(ReportKind.parse(value))}
        />
        <SelectField
          label="Of"
          className="w-44"
          value={clientId}
          options={[
            { value: ALL, label: "All clients" },
            ...(choices.data?.clients ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setClientId}
        />
        <SelectField
          label="How often"
          className="w-36"
          value={rhythm}
          options={Rhythm.options.map((each) => ({ value: each, label: RHYTHM_NAMES[each] }))}
          onChange={(value) => setRhythm(Rhythm.parse(value))}
        />
        {rhythm === "weekly" && (
          <SelectField
            label="Day"
            className="w-36"
            value={String(weekday)}
            options={WEEKDAYS.map((label, index) => ({ value: String(index + 1), label }))}
            onChange={(value) => setWeekday(Number(value))}
          />
        )}
        <SelectField
          label="Hour"
          className="w-28"
          value={String(hour)}
          options={HOURS}
          onChange={(value) => setHour(Number(value))}
        />
      </div>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 text-sm font-medium">To</legend>
        {mayGet.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(isOn) =>
              setChosen(isOn ? [...chosen, id] : chosen.filter((each) => each !== id))
            }
          />
        ))}
      </fieldset>
      <WhyFailed error={add.error} />
      <div>
        <Button
          kind="primary"
          disabledReason={
            add.isPending
              ? "Just a moment"
              : currency === undefined
                ? "There are no accounts yet"
                : recipients.length === 0
                  ? "Choose to whom it goes"
                  : undefined
          }
          onClick={() => currency !== undefined && add.mutate(currency)}
        >
          Send it from now on
        </Button>
      </div>
    </div>
  );
}
