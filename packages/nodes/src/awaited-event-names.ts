import type { AwaitedEvent } from "@fairflow/interpreter";

type Named = Exclude<AwaitedEvent, `custom:${string}`>;

const NAMES: Readonly<Record<Named, string>> = {
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
  return isNamed(event) ? NAMES[event] : event.slice("custom:".length);
}

function isNamed(event: AwaitedEvent): event is Named {
  return Object.hasOwn(NAMES, event);
}
