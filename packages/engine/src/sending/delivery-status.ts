import { z } from "zod";

/** How far an accepted message has come, from the least that may be known to the most. */
const ORDER = ["accepted", "sent", "failed", "delivered", "read"] as const;

export const DeliveryStatus = z.enum(ORDER);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

/** Why a message that was accepted did not arrive. */
export const DeliveryFault = z.enum([
  "opted-out",
  "dead-address",
  "unreachable",
  "filtered",
  /** The provider's own queue was full: it never left. */
  "queue-full",
  /** It waited beyond the window that the gate allowed: it never left. */
  "expired",
  "other",
]);
export type DeliveryFault = z.infer<typeof DeliveryFault>;

export interface DeliveryReport {
  readonly status: DeliveryStatus;
  /** The provider's own code, where it failed. */
  readonly code: string | undefined;
  readonly fault: DeliveryFault | undefined;
}

/**
 * What is known after two reports: their join in a lattice, so that duplicates and any order end the same. A handset
 * that confirms outweighs a carrier that gave up: somebody may have read it.
 */
export function joinReports(one: DeliveryReport, other: DeliveryReport): DeliveryReport {
  return compareReports(one, other) >= 0 ? one : other;
}

/** A total order: reports that say the same rank by their codes, so that the join is the same either way round. */
function compareReports(one: DeliveryReport, other: DeliveryReport): number {
  return (
    ORDER.indexOf(one.status) - ORDER.indexOf(other.status) ||
    compareText(one.code, other.code) ||
    compareText(one.fault, other.fault)
  );
}

function compareText(one = "", other = ""): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Whether the message surely never left the provider, so that its run may ask the gate for another. */
export function neverLeft({ status, fault }: DeliveryReport): boolean {
  return status === "failed" && (fault === "queue-full" || fault === "expired");
}
