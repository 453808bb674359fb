import type { Criteria } from "@fairflow/criteria";

export interface SegmentExample {
  readonly title: string;
  readonly criteria: Criteria;
}

/** To begin with, where there is nothing yet. */
export const segmentExamples: readonly SegmentExample[] = [
  {
    title: "Just missed a payment",
    criteria: {
      kind: "all",
      of: [{ kind: "rule", field: "account.days_past_due", operator: "between", value: [1, 30] }],
    },
  },
  {
    title: "Owes much and for long",
    criteria: {
      kind: "all",
      of: [
        { kind: "rule", field: "account.days_past_due", operator: "more_than", value: 60 },
        { kind: "rule", field: "account.arrears", operator: "at_least", value: 500_000 },
      ],
    },
  },
  {
    title: "Broke a promise",
    criteria: {
      kind: "all",
      of: [
        { kind: "rule", field: "account.promises_broken", operator: "at_least", value: 1 },
        { kind: "rule", field: "account.disputed", operator: "is_false" },
      ],
    },
  },
];
