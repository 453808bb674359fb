export type { Asking } from "./asking/ask-gateway.ts";
export { ozowGateway, type OzowSettings } from "./ozow/ozow-gateway.ts";
export { payfastGateway, type PayfastSettings } from "./payfast/payfast-gateway.ts";
export { PAYFAST_SOURCES } from "./payfast/payfast-sources.ts";
export {
  addToCourse,
  ContradictingMovementError,
  furthest,
  signedAmount,
  sumOf,
  UNKNOWN_COURSE,
  type PaymentCourse,
} from "./payment-course.ts";
export { sandboxBank, type SandboxBank, type SandboxPayment } from "./sandbox-bank.ts";
export { openWebhook } from "./standard-webhooks/open-webhook.ts";
export {
  signWebhook,
  type OutgoingWebhook,
  type WebhookHeaders,
} from "./standard-webhooks/sign-webhook.ts";
export { stripeGateway, type StripeSettings } from "./stripe/stripe-gateway.ts";
export { addressList } from "./webhook/address-list.ts";
export { readAtMost } from "./webhook/read-at-most.ts";
export {
  NOTICE_LIMIT_BYTES,
  receiveNotice,
  type CameRequest,
  type NoticeRefusal,
  type ReceivedNotice,
} from "./webhook/receive-notice.ts";
