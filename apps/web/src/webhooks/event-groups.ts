import { WebhookEventType } from "@fairflow/contract";

export interface EventGroup {
  readonly title: string;
  readonly types: readonly WebhookEventType[];
}

/** What events are about, by how their types begin. */
const ABOUT = [
  { title: "Payments", about: ["payment"] },
  { title: "Promises and arrangements", about: ["promise", "instalment", "settlement"] },
  { title: "Disputes, queries and complaints", about: ["dispute", "query", "complaint"] },
  { title: "Holds and wishes", about: ["hold", "opted-out", "opted-in", "consent"] },
  { title: "Messages", about: ["attempt", "message", "link"] },
  { title: "Work and accounts", about: ["task", "account", "debtor"] },
] as const;

/** The kinds of events, by what they are about. */
export const EVENT_GROUPS: readonly EventGroup[] = ABOUT.map(({ title, about }) => ({
  title,
  types: WebhookEventType.options.filter((type) =>
    about.some((each) => type === each || type.startsWith(`${each}.`)),
  ),
}));
