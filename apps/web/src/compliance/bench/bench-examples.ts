import { addDays, Weekday, weekdayOf, type LocalDate } from "@fairflow/calendar";
import { plainBench, type BenchAttempt, type BenchForm } from "./bench-form.ts";

export interface BenchExample {
  readonly id: string;
  readonly title: string;
  /** What it shows. */
  readonly about: string;
  readonly formOn: (today: LocalDate) => BenchForm;
}

const ZA = { zone: "Africa/Johannesburg", packs: ["za-core"] } as const;
const US = { zone: "America/New_York", packs: ["us-federal-states"] } as const;

/** Cases that a collections team knows, on days from today on. */
export const benchExamples: readonly BenchExample[] = [
  {
    id: "sunday",
    title: "An SMS on a Sunday",
    about: "South Africa: contact hours",
    formOn: (today) => plainBench({ ...ZA, at: `${next("sun", today)}T09:30` }),
  },
  {
    id: "eighth-call",
    title: "The eighth call in a week",
    about: "United States: seven in seven days",
    formOn: (today) => {
      const friday = addDays(next("fri", today), 7);
      const called = [6, 5, 4, 3, 2, 1, 1];
      return {
        ...plainBench({ ...US, at: `${friday}T15:00` }),
        channel: "call",
        history: called.map((days, index) =>
          attempt({ at: `${addDays(friday, -days)}T${10 + index}:00`, channel: "call" }),
        ),
      };
    },
  },
  {
    id: "dispute",
    title: "A dispute is open",
    about: "Every place: contact stops until it is decided",
    formOn: (today) => ({
      ...plainBench({ ...ZA, at: `${next("tue", today)}T10:00` }),
      channel: "email",
      states: [{ state: "dispute_open", since: addDays(today, -3), until: "" }],
    }),
  },
  {
    id: "summons",
    title: "A summons too early",
    about: "South Africa: days after the section 129 notice",
    formOn: (today) => ({
      ...plainBench({ ...ZA, at: `${next("wed", today)}T09:00` }),
      actor: "first_party",
      channel: "",
      step: "commence_legal_proceedings",
      debts: [{ type: "nca_credit", defaultSince: addDays(today, -70) }],
      notices: [{ noticeId: "nca_s129", sent: addDays(today, -9), delivered: addDays(today, -6) }],
    }),
  },
  {
    id: "two-zones",
    title: "Two zones that conflict",
    about: "United States: both clocks must allow it",
    formOn: (today) => ({
      ...plainBench({ ...US, at: `${next("mon", today)}T09:30` }),
      zones: ["America/New_York", "America/Los_Angeles"],
      zoneSource: "phone_mobile_prefix",
      channel: "call",
    }),
  },
];

function attempt(of: Pick<BenchAttempt, "at" | "channel">): BenchAttempt {
  return { ...of, outcome: "no_answer", direction: "outbound", purpose: "collection", debt: 0 };
}

/** The first such weekday after today. */
function next(weekday: Weekday, today: LocalDate): LocalDate {
  const from = Weekday.options.indexOf(weekdayOf(today));
  const to = Weekday.options.indexOf(weekday);
  return addDays(today, ((to - from + 6) % 7) + 1);
}
