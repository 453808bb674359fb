import { Weekday } from "@fairflow/calendar";
import { clsx } from "clsx";
import { itemsOf } from "./slot.ts";
import type { Place } from "./place.ts";

export interface WeekdaysInputProps {
  readonly label: string;
  readonly place: Place;
}

const NAMES: Readonly<Record<Weekday, string>> = {
  mon: "Mon",
  tue: "Tue",
  wed: "Wed",
  thu: "Thu",
  fri: "Fri",
  sat: "Sat",
  sun: "Sun",
};

export function WeekdaysInput({ label, place }: WeekdaysInputProps) {
  const chosen = itemsOf(place.value);
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium text-ink-2">{label}</legend>
      <div className="flex flex-wrap gap-1">
        {Weekday.options.map((day) => {
          const isChosen = chosen.includes(day);
          return (
            <button
              key={day}
              type="button"
              aria-pressed={isChosen}
              onClick={() =>
                place.set(
                  isChosen
                    ? chosen.filter((each) => each !== day)
                    : Weekday.options.filter((each) => each === day || chosen.includes(each)),
                )
              }
              className={clsx(
                "h-8 min-w-11 rounded-control border px-2 text-sm",
                isChosen
                  ? "border-accent bg-accent-soft font-medium text-accent"
                  : "border-line-strong/60 text-ink-2 hover:bg-sunken",
              )}
            >
              {NAMES[day]}
            </button>
          );
        })}
      </div>
      {place.problem !== undefined && <p className="text-xs text-bad">{place.problem}</p>}
    </fieldset>
  );
}
