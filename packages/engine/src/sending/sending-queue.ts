import type { QueueName } from "../jobs.ts";

/** The queue of whoever sends on a channel; calls and visits are made by people. */
export function sendingQueue(channel: string): QueueName | undefined {
  switch (channel) {
    case "sms":
      return "send-sms";
    case "email":
      return "send-email";
    case "letter":
      return "send-letter";
    default:
      return undefined;
  }
}
