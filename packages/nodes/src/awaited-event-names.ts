import type { AwaitedEvent, KnownEvent } from "@fairflow/interpreter";

const NAMES: Readonly<Record<KnownEvent, string>> = {
  paid: "Paid in full",
  "part-paid": "Paid in part",
  replied: "Replied",
  delivered: "Message delivered",
  "not-delivered": "Message not delivered",
  "link-opened": "Payment link opened",
  "opted-out": "Opted out",
  "promise-made": "Promise made",
  "promise-kept": "Promise kept",
  "promise-partly-kept": "Promise kept in part",
  "promise-broken": "Promise broken",
  "promise-cancelled": "Promise taken back",
  "instalment-kept": "Instalment kept",
  "instalment-partly-kept": "Instalment kept in part",
  "instalment-missed": "Instalment missed",
  "settlement-settled": "Settlement paid",
  "settlement-lapsed": "Settlement lapsed",
  "task-done": "Task done",
};

/** The event as a label; one of the installation's own shows its name. */
export function sayEvent(event: AwaitedEvent): string {
  return isKnown(event) ? NAMES[event] : event.slice("custom:".length);
}

function isKnown(event: AwaitedEvent): event is KnownEvent {
  return Object.hasOwn(NAMES, event);
}
