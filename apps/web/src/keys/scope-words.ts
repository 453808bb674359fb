import type { ApiScope } from "@fairflow/contract";

/** What a key lets another system do. */
export const scopeWords: Readonly<
  Record<ApiScope, { readonly title: string; readonly about: string }>
> = {
  "may-contact": {
    title: "Ask whether somebody may be contacted",
    about: "For dialers: they ask before each call, and can keep the slot for some minutes.",
  },
  contacts: {
    title: "Report contacts",
    about: "Calls and messages made elsewhere, so that caps count them too.",
  },
  holds: {
    title: "Place and lift holds",
    about: "Debt review, deceased, insolvent and the like, by account, debtor or identity number.",
  },
  "opt-outs": {
    title: "Record opt-outs",
    about: "That somebody wants no more messages at an address, or wants them again.",
  },
  consents: {
    title: "Record consents",
    about: "What somebody agreed to, and that they took it back.",
  },
  notices: {
    title: "Report served notices",
    about: "Notices that the law requires and that were sent or served elsewhere.",
  },
  disputes: {
    title: "Open disputes",
    about:
      "Opens disputes, questions and complaints on accounts; a dispute stops what is asked for at once.",
  },
  promises: {
    title: "Take promises",
    about: "Records promises to pay; demands wait until their grace is over.",
  },
  statements: {
    title: "Bring bank statements",
    about: "Files of banks and agencies: what is sure is booked, the rest stands on the desk.",
  },
  accounts: {
    title: "Bring accounts",
    about: "Accounts with whoever owes them, as a feed row by row; other parties to an account.",
  },
  payments: {
    title: "Report payments",
    about: "Money that came in elsewhere: what is paid or cured stops at once.",
  },
  enrolments: {
    title: "Send accounts into flows",
    about: "Into flows that start by hand or from outside, by their own entry rules.",
  },
  "call-lists": {
    title: "Work through calls",
    about: "Takes the calls that wait, with their numbers, and says what came of each.",
  },
  events: {
    title: "Read and tell events",
    about: "What happened to accounts, in order; and events of its own that flows wait for.",
  },
};
