import { addDays, instantAt, type LocalDate, type Zone } from "@fairflow/calendar";
import { between, type Random } from "../random.ts";
import type { Habit, Intention } from "./person.ts";

const EARLIEST_MINUTE = 6 * 60;
const LATEST_MINUTE = 22 * 60;

/** Chance that a message makes somebody of this habit pay within a day or two. */
export const MOVED_BY_MESSAGE: Readonly<Record<Habit, number>> = {
  prompt: 0.5,
  forgetful: 0.4,
  late: 0.18,
  struggling: 0.06,
  gone: 0,
};

const LATE_IN_THE_PAST: Readonly<Record<Habit, number>> = {
  prompt: 0,
  forgetful: 0.25,
  late: 0.7,
  struggling: 0.6,
  gone: 0.2,
};

/** When somebody means to pay what is due on a day, if nothing reminds them sooner. */
export function intentionsFor(
  random: Random,
  habit: Habit,
  {
    zone,
    dueOn,
    isLongPast,
  }: { readonly zone: Zone; readonly dueOn: LocalDate; readonly isLongPast: boolean },
): readonly Intention[] {
  const pay = (daysAfter: number, share: number): Intention => ({
    atMs: instantAt(
      zone,
      addDays(dueOn, daysAfter),
      between(random, EARLIEST_MINUTE, LATEST_MINUTE),
    ).getTime(),
    share,
  });
  // What fell due long before the history begins was paid, so that nobody starts it with years of arrears.
  if (isLongPast) {
    const wasLate = random() < LATE_IN_THE_PAST[habit];
    return [pay(wasLate ? between(random, 2, 18) : between(random, -5, 0), 1)];
  }
  switch (habit) {
    case "prompt":
      return [pay(random() < 0.9 ? between(random, -6, 0) : between(random, 1, 4), 1)];
    case "forgetful":
      return [pay(between(random, 4, 14), 1)];
    case "late":
      return [pay(between(random, 12, 32), 1)];
    case "struggling": {
      const part = random() < 0.5 ? [pay(between(random, 8, 25), 0.4)] : [];
      return random() < 0.5 ? [...part, pay(between(random, 35, 75), 1)] : part;
    }
    case "gone":
      return [];
  }
}
