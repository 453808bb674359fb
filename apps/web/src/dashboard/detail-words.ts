import { FIGURE_WORDS, type FigureId, type FigureValue } from "@fairflow/contract";
import { formatDate } from "../server/format.ts";

const CHANNELS: Readonly<Record<string, string>> = {
  sms: "SMS",
  email: "E-mail",
  letter: "Letter",
  call: "Call",
  visit: "Visit",
  whatsapp: "WhatsApp",
  voicemail: "Voicemail",
  prerecorded_call: "Recorded call",
  workplace_call: "Call at work",
};
export const BUCKETS: Readonly<Record<string, string>> = {
  current: "Up to date",
  "1_30": "1 to 30 days",
  "31_60": "31 to 60 days",
  "61_90": "61 to 90 days",
  "91_120": "91 to 120 days",
  over_120: "Over 120 days",
};
const AGES: Readonly<Record<string, string>> = {
  "0": "On the day",
  "1": "1 day",
  "2": "2 days",
  "3_6": "3 to 6 days",
  "7": "7 days or more",
  unknown: "Not known",
};

/** What a part of a figure is called where the installation has no name of its own for it. */
export function detailWords(figure: FigureId, detail: string): string {
  if (figure === "balance_age" || figure === "days_to_stop") return AGES[detail] ?? detail;
  if (figure === "cure_rate") return BUCKETS[detail] ?? detail;
  return CHANNELS[detail] ?? stateWords(detail);
}

interface DayWords {
  readonly name: string;
  readonly definition: string;
}

/** What is counted on a single day, where that is not what the figure is. */
const COUNTED_BY_DAY: Partial<Readonly<Record<FigureId, DayWords>>> = {
  held: { name: "On hold", definition: "Begun less ended on each day." },
  cure_rate: {
    name: "Cured",
    definition: "How many cured at the close of each day, of those in arrears as its month began.",
  },
  conversion: {
    name: "Ended well",
    definition:
      "How many entries ended well on each day, whenever they began: no share of that day's.",
  },
};

/** What the curve of a figure's days shows. */
export function dayWords(figure: FigureId, kind: FigureValue["kind"]): DayWords {
  return (
    COUNTED_BY_DAY[figure] ?? {
      name: FIGURE_WORDS[figure].name,
      definition:
        kind === "share"
          ? "A day with fewer than 30 has no share; today is not over."
          : "Today is not over.",
    }
  );
}

/** `dispute_open` as "Dispute open". */
export function stateWords(state: string): string {
  const words = state.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

export function periodWords({
  from,
  through,
}: {
  readonly from: string;
  readonly through: string;
}): string {
  return `${formatDate(from)} to ${formatDate(through)}`;
}
