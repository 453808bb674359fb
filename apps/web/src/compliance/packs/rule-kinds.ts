import type { RuleKind } from "@fairflow/compliance";

/** What a kind of rule is about, in the order in which people look for it. */
export const ruleKinds: readonly {
  readonly kind: RuleKind;
  readonly title: string;
  readonly about: string;
}[] = [
  {
    kind: "contactWindows",
    title: "Contact hours",
    about: "When people may be contacted, in their own time.",
  },
  {
    kind: "frequencyCaps",
    title: "How often",
    about: "How many contacts are too many, counted over all flows and channels.",
  },
  {
    kind: "coolDowns",
    title: "Rest after a contact",
    about: "How long to leave somebody alone after they were reached.",
  },
  {
    kind: "holds",
    title: "When to leave people alone",
    about: "Disputes, debt review, deaths, payments: while one lasts, contact stops.",
  },
  { kind: "consent", title: "Consent", about: "What somebody must have agreed to first." },
  { kind: "optOuts", title: "Opt-outs", about: "How a no is recognised and honoured." },
  {
    kind: "notices",
    title: "Notices that the law requires",
    about: "What must be sent, with which content, and when it counts as received.",
  },
  {
    kind: "stepGates",
    title: "Legal steps",
    about: "What must have happened before a summons, a listing or the like.",
  },
  { kind: "content", title: "What a message says", about: "What must and must not stand in it." },
  {
    kind: "timeBars",
    title: "Time-barred debts",
    about: "When a debt may not be pursued any more.",
  },
  {
    kind: "fees",
    title: "Fees and interest",
    about: "What may be charged. Checked, not computed.",
  },
  {
    kind: "answers",
    title: "Answering debtors",
    about: "By when disputes, questions and complaints are answered, and who hears them next.",
  },
  { kind: "retention", title: "Keeping records", about: "How long to keep what." },
  { kind: "security", title: "Protecting data", about: "What the law asks of whoever holds it." },
];
