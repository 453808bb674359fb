export {
  DeliveryFault,
  DeliveryStatus,
  joinReports,
  neverLeft,
  type DeliveryReport,
} from "./inbound/delivery-status.ts";
export type { NoticeReading, ProviderNotice, ProviderRequest } from "./inbound/provider-notice.ts";
export { meaningOfReply, type ReplyMeaning } from "./inbound/reply-meaning.ts";
export type { ReplyTopic } from "./inbound/reply-topics.ts";
export { sandboxChannel, type SandboxDeps } from "./sandbox-channel.ts";
export { checkSmtp, smtpChannel, type SmtpChannel, type SmtpCheck } from "./smtp/smtp-channel.ts";
export { SmtpSetting } from "./smtp/smtp-setting.ts";
