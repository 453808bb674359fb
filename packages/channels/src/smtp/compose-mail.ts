import type { AddressFault, OutgoingMessage } from "@fairflow/engine";
import { createHash, createPrivateKey } from "node:crypto";
import DKIM from "nodemailer/lib/dkim";
import MailComposer from "nodemailer/lib/mail-composer";
import { buffer } from "node:stream/consumers";
import { defuseLinks, textOfPieces } from "./defuse-links.ts";
import { guardHtml } from "./guard-html.ts";
import { htmlPart } from "./html-part.ts";
import { mailAddress } from "./mail-address.ts";
import { ATTEMPT_HEADER, messageIdOf } from "./message-id.ts";
import type { SmtpSetting } from "./smtp-setting.ts";

/** What the mails of an installation have in common beside their server. */
export interface MailHouse {
  readonly setting: SmtpSetting;
  /** Where debtors reach the installation: a mail may link there. */
  readonly publicUrl: string;
}

/** One mail as it goes over the wire. */
export interface Mail {
  readonly attemptId: string;
  readonly from: string;
  readonly to: string;
  /** Headers and body, signed where a key is set, with CRLF and in ASCII. */
  readonly source: Buffer;
}

export type ComposedMail =
  | { readonly ok: true; readonly mail: Mail }
  /** It cannot be sent, however often it is tried. */
  | { readonly ok: false; readonly code: string; readonly address?: AddressFault };

/** What a tampered mail must not change; both unsubscribe fields stand among them, as RFC 8058 section 4 asks. */
const SIGNED_FIELDS = [
  "From",
  "Reply-To",
  "Subject",
  "Date",
  "Message-ID",
  "To",
  "MIME-Version",
  "Content-Type",
  "Content-Language",
  "Auto-Submitted",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
].join(":");

const LANGUAGE_TAG = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i;

/** Unfolded and encoded, a longer subject makes a header that some servers refuse. */
const LONGEST_SUBJECT = 500;

export type ComposeMail = (message: OutgoingMessage, now: Date) => Promise<ComposedMail>;

/** Writes messages as mails to one recipient each: the same attempt at the same time is the same mail, byte for byte. */
export function mailComposer(house: MailHouse): ComposeMail {
  const { setting } = house;
  const hosts = new Set([new URL(house.publicUrl).host, ...setting.linkHosts]);
  const sign = mailSigner(setting);
  const from = setting.returnPath ?? setting.from.address;
  return async (message, now) => {
    const { attemptId } = message;
    const to = mailAddress(message.to);
    if (to === undefined) return { ok: false, code: "address-invalid", address: "dead" };
    const subject = subjectOf(message, hosts);
    if (!subject.ok) return subject;
    const pieces = defuseLinks(plainText(message.body), hosts);
    const html =
      message.html === undefined
        ? htmlPart(pieces, languageOf(message))
        : guardHtml(message.html.toWellFormed(), hosts);
    if (html === undefined) return { ok: false, code: "link-not-ours" };
    const headers = { date: now, to: { name: "", address: to }, subject: subject.text };
    const text = textOfPieces(pieces);
    const source = await sign(await writeMail(house, message, { ...headers, text, html }));
    if (source.length > setting.maxBytes) return { ok: false, code: "mail-too-large" };
    return { ok: true, mail: { attemptId, from, to, source } };
  };
}

interface MailParts {
  readonly date: Date;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

function writeMail(house: MailHouse, message: OutgoingMessage, parts: MailParts): Promise<Buffer> {
  const { attemptId } = message;
  const { from, replyTo } = house.setting;
  const language = languageOf(message);
  const node = new MailComposer({
    ...parts,
    from,
    ...(replyTo === undefined ? {} : { replyTo: { name: "", address: replyTo } }),
    messageId: messageIdOf(attemptId, domainOf(from.address)),
    headers: {
      ...unsubscribeHeaders(house, message),
      "Auto-Submitted": "auto-generated",
      [ATTEMPT_HEADER]: attemptId,
      ...(language === undefined ? {} : { "Content-Language": language }),
    },
    ...(message.attachments === undefined
      ? {}
      : {
          attachments: message.attachments.map(({ name, type, bytes }) => ({
            filename: name,
            contentType: type,
            content: Buffer.from(bytes),
          })),
        }),
    encoding: "quoted-printable",
    baseBoundary: boundaryOf(attemptId, parts),
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return node.compile().build();
}

/** A line between parts that no text can hold: whoever wrote it into theirs would have changed it. */
function boundaryOf(attemptId: string, { text, html }: MailParts): string {
  return createHash("sha256").update(`${attemptId}\0${text}\0${html}`).digest("hex").slice(0, 40);
}

function languageOf({ language }: OutgoingMessage): string | undefined {
  return LANGUAGE_TAG.test(language) ? language : undefined;
}

function subjectOf(
  { subject = "" }: OutgoingMessage,
  hosts: ReadonlySet<string>,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: string } {
  // A line break in a subject would begin another header.
  if (/[\r\n\0]/.test(subject)) return { ok: false, code: "subject-line-break" };
  if (subject.trim() === "") return { ok: false, code: "subject-missing" };
  const text = subject.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
  if (text.length > LONGEST_SUBJECT) return { ok: false, code: "subject-too-long" };
  return { ok: true, text: textOfPieces(defuseLinks(text, hosts)).toWellFormed() };
}

function plainText(body: string): string {
  const lines = body.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n");
  return `${lines.replaceAll(/[^\P{Cc}\n\t]/gu, "").toWellFormed()}\n`;
}

function unsubscribeHeaders(
  { setting }: MailHouse,
  { optOutUrl }: OutgoingMessage,
): Record<string, string> {
  const ways = [
    ...(optOutUrl === undefined ? [] : [`<${optOutUrl}>`]),
    ...(setting.unsubscribeAddress === undefined
      ? []
      : [`<mailto:${setting.unsubscribeAddress}?subject=unsubscribe>`]),
  ];
  if (ways.length === 0) return {};
  return {
    "List-Unsubscribe": ways.join(", "),
    // One click is promised for HTTPS only (RFC 8058, section 3.1).
    ...(optOutUrl?.startsWith("https:") === true
      ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
      : {}),
  };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

function mailSigner({ dkim }: SmtpSetting): (source: Buffer) => Promise<Buffer> {
  if (dkim === undefined) return (source) => Promise.resolve(source);
  const signer = new DKIM({
    domainName: dkim.domain,
    keySelector: dkim.selector,
    // Read once: from PEM it would be parsed for each mail.
    privateKey: createPrivateKey(dkim.privateKey),
    headerFieldNames: SIGNED_FIELDS,
  });
  return async (source) => {
    const signed = await buffer(signer.sign(source));
    if (!/^dkim-signature:/i.test(signed.toString("latin1", 0, 20))) {
      throw new Error("The key of the DKIM setting signs nothing");
    }
    return signed;
  };
}
