import { Button } from "@fairflow/ui";
import { Copy } from "lucide-react";
import { DayHours } from "./day-hours.tsx";
import {
  weekdays,
  type HouseRuleProblems,
  type Hours,
  type Week,
  type Weekday,
} from "./house-rule-draft.ts";
import { weekdayNames } from "./house-rule-words.ts";

export interface WeekHoursProps {
  readonly week: Week;
  readonly problems: HouseRuleProblems;
  readonly onChange: (week: Week) => void;
}

/** The open hours of a week, day by day. */
export function WeekHours({ week, problems, onChange }: WeekHoursProps) {
  const set = (day: Weekday, hours: Hours) => onChange({ ...week, [day]: hours });
  return (
    <fieldset>
      <legend className="text-sm font-medium text-ink-2">Open hours</legend>
      <div className="mt-1 divide-y divide-line rounded-card border border-line px-3">
        {weekdays.map((day) => (
          <DayHours
            key={day}
            day={weekdayNames[day]}
            hours={week[day]}
            problem={problems[`week.${day}`]}
            onChange={(hours) => set(day, hours)}
          />
        ))}
      </div>
      {problems["week"] !== undefined && (
        <p className="mt-1 text-xs text-bad">{problems["week"]}</p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          icon={<Copy className="size-4" />}
          onClick={() =>
            onChange({ ...week, tue: week.mon, wed: week.mon, thu: week.mon, fri: week.mon })
          }
        >
          Copy Monday to all weekdays
        </Button>
        <Button onClick={() => onChange({ ...week, sat: [], sun: [] })}>Close the weekend</Button>
      </div>
    </fieldset>
  );
}
