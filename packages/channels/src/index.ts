export type { NoticesReading, ProviderNotice, ProviderRequest } from "./inbound/provider-notice.ts";
export { meaningOfReply } from "./inbound/reply-meaning.ts";
export { sandboxChannel, type SandboxDeps } from "./sandbox-channel.ts";
export { checkSmtp, smtpChannel, type SmtpChannel, type SmtpCheck } from "./smtp/smtp-channel.ts";
export { SmtpSetting } from "./smtp/smtp-setting.ts";
export { httpWire, type Wire, type WireOptions } from "./http/http-wire.ts";
export { PUBLIC_ONLY, refusalOfUrl, type Reach } from "./http/reach.ts";
export type { Recollection } from "./twilio/find-message.ts";
export { twilioChannel, type TwilioDeps } from "./twilio/twilio-channel.ts";
export {
  hearsReplies,
  TwilioSecrets,
  TwilioSender,
  TwilioSettings,
} from "./twilio/twilio-settings.ts";
export { readTwilioNotice } from "./twilio/read-notice.ts";
export { isBodyOf, isSignedByTwilio, type SignedFields } from "./twilio/twilio-signature.ts";
export type { MailReport, Permanence } from "./bounces/mail-report.ts";
export { readMaildir, type MaildirMail } from "./bounces/read-maildir.ts";
export { readMailReply, type MailReply } from "./bounces/read-mail-reply.ts";
export { readMailReport } from "./bounces/read-mail-report.ts";
export { MboxCursor, readMbox, type MboxMail } from "./bounces/read-mbox.ts";
export { renderRecord, type PrintedRecord } from "./records/render-record.ts";
export { AddressWindow, DIN_5008 } from "./letters/address-window.ts";
export {
  handOverBatch,
  isInFolder,
  letterBatch,
  type PrintedLetter,
} from "./letters/letter-batch.ts";
export type { LetterHouse } from "./letters/letter-page.ts";
export { LETTER_FONT, loadLetterFont } from "./letters/letter-font.ts";
export {
  letterPress,
  type Letter,
  type LetterPress,
  type RenderedLetter,
} from "./letters/render-letter.ts";
export { httpChannel, type HttpChannelDeps } from "./http/http-channel.ts";
export { HttpSecrets, HttpSettings, httpSettingsFor, secretsNamed } from "./http/http-settings.ts";
export { readHttpNotice } from "./http/read-notice.ts";
export { checkTwilio, type TwilioCheck } from "./twilio/check-twilio.ts";
