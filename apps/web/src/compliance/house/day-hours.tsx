import { Button, controlStyle, IconButton } from "@fairflow/ui";
import { clsx } from "clsx";
import { Plus, X } from "lucide-react";
import type { Hours } from "./house-rule-draft.ts";

export interface DayHoursProps {
  readonly day: string;
  readonly hours: Hours;
  readonly problem: string | undefined;
  readonly onChange: (hours: Hours) => void;
}

const MAX_STRETCHES = 4;
const MINUTES = 1440;

/** The hours of one weekday: a picture of the day, and a line for each stretch. */
export function DayHours({ day, hours, problem, onChange }: DayHoursProps) {
  const set = (index: number, stretch: readonly [string, string]) =>
    onChange(hours.map((each, place) => (place === index ? stretch : each)));
  return (
    <div
      role="group"
      aria-label={day}
      className="grid items-start gap-x-3 gap-y-1 py-2 sm:grid-cols-[6rem_9rem_1fr]"
    >
      <span className="pt-1.5 text-base font-medium">{day}</span>
      <span aria-hidden className="relative mt-3 hidden h-2.5 rounded-full bg-sunken sm:block">
        {hours.map(([from, to]) => (
          <span
            key={`${from} ${to}`}
            className="absolute inset-y-0 rounded-full bg-ok"
            style={{
              left: `${(100 * minuteOf(from)) / MINUTES}%`,
              width: `${Math.max(0, (100 * (minuteOf(to) - minuteOf(from))) / MINUTES)}%`,
            }}
          />
        ))}
      </span>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {hours.length === 0 && <span className="py-1.5 text-sm text-ink-3">No contact</span>}
        {hours.map(([from, to], index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a stretch is its place in the day
          <span key={index} className="flex flex-wrap items-center gap-1">
            <input
              type="time"
              aria-label={`${day} from`}
              value={from}
              onChange={({ target }) => set(index, [target.value, to])}
              className={clsx(controlStyle, "w-33!")}
            />
            <span className="text-ink-3">to</span>
            <input
              type="time"
              aria-label={`${day} to`}
              value={to === "24:00" ? "00:00" : to}
              onChange={({ target }) =>
                // A day ends at 24:00, which a time field knows as 00:00.
                set(index, [from, target.value === "00:00" ? "24:00" : target.value])
              }
              className={clsx(controlStyle, "w-33!")}
            />
            <IconButton
              label={`Take ${from} to ${to} out of ${day}`}
              icon={<X className="size-4" />}
              onClick={() => onChange(hours.filter((_, place) => place !== index))}
            />
          </span>
        ))}
        {hours.length < MAX_STRETCHES && (
          <Button
            kind="quiet"
            aria-label={`Add hours to ${day}`}
            icon={<Plus className="size-4" />}
            onClick={() => onChange([...hours, nextStretch(hours)])}
          >
            Hours
          </Button>
        )}
      </div>
      {problem !== undefined && <p className="col-span-full text-xs text-bad">{problem}</p>}
    </div>
  );
}

/** After what is there, so that the new one does not overlap it. */
function nextStretch(hours: Hours): readonly [string, string] {
  const end = hours.at(-1)?.[1];
  if (end === undefined) return ["08:00", "18:00"];
  return end < "22:00"
    ? [timeOf(minuteOf(end) + 60), timeOf(minuteOf(end) + 120)]
    : ["00:00", "01:00"];
}

function minuteOf(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}

function timeOf(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
