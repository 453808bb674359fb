import SMTPConnection, { type SMTPConnectionSendInfo } from "nodemailer/lib/smtp-connection";
import { Readable } from "node:stream";
import { z } from "zod";
import type { Mail } from "./compose-mail.ts";
import type { SmtpSetting } from "./smtp-setting.ts";

/**
 * How far a mail had come when it failed. Before its body began nothing can have been taken; from then on only the server
 * knows.
 */
export type Stage = "session" | "envelope" | "body";

/** Why a server did not take a mail. It is told apart by stage and reply, never by its message. */
export class SmtpFault extends Error {
  readonly stage: Stage;
  /** What broke, as nodemailer names it: `ETLS`, `EAUTH`, `ETIMEDOUT`, `ECONNECTION`, ... */
  readonly reason: string;
  /** The command that was answered or waited for. */
  readonly command: string;
  readonly reply: Reply | undefined;

  constructor(stage: Stage, cause: unknown) {
    const read = Cause.parse(cause);
    super("A mail server did not take a mail", { cause });
    this.name = "SmtpFault";
    this.stage = stage;
    this.reason = isOfTls(read) ? "ETLS" : read.code;
    this.command = read.command;
    this.reply = replyOf(read);
  }
}

export interface Reply {
  readonly code: number;
  /** RFC 3463: `5.1.1`. */
  readonly enhanced: string | undefined;
  /** The server's own words. They may name an address: for the screen of an admin, never for a log. */
  readonly text: string;
}

/** One connection to a server, past its greeting, TLS and sign-in. */
export interface SmtpSession {
  readonly isOpen: () => boolean;
  /** @throws SmtpFault of the stage `envelope` or `body` */
  readonly deliver: (mail: Mail) => Promise<void>;
  /** Forgets a mail that was refused. @throws SmtpFault */
  readonly reset: () => Promise<void>;
  /** Says goodbye. */
  readonly quit: () => void;
  readonly close: () => void;
}

/** @throws SmtpFault of the stage `session` */
export async function openSession(setting: SmtpSetting): Promise<SmtpSession> {
  const connection = new SMTPConnection(connectionOptions(setting));
  let isOpen = true;
  connection.on("end", () => {
    isOpen = false;
  });
  // What breaks between two mails is found out by the next one.
  connection.on("error", () => {
    isOpen = false;
  });
  try {
    await connect(connection);
    await login(connection, setting);
  } catch (cause) {
    connection.close();
    throw new SmtpFault("session", cause);
  }
  return {
    isOpen: () => isOpen,
    deliver: (mail) => deliver(connection, mail),
    reset: () => reset(connection),
    quit: () => {
      isOpen = false;
      connection.quit();
    },
    close: () => {
      isOpen = false;
      connection.close();
    },
  };
}

function connectionOptions(setting: SmtpSetting): ConstructorParameters<typeof SMTPConnection>[0] {
  return {
    host: setting.host,
    port: setting.port,
    secure: setting.tls === "implicit",
    requireTLS: setting.tls === "starttls",
    ignoreTLS: setting.tls === "none",
    tls: {
      rejectUnauthorized: true,
      minVersion: "TLSv1.2",
      ...(setting.authority === undefined ? {} : { ca: setting.authority }),
    },
    connectionTimeout: setting.connectWithinMs,
    greetingTimeout: setting.greetWithinMs,
    socketTimeout: setting.replyWithinMs,
    logger: false,
  };
}

function connect(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.connect((fault) => {
      connection.off("error", reject);
      if (fault === undefined) resolve();
      else reject(fault);
    });
  });
}

function login(connection: SMTPConnection, { credentials }: SmtpSetting): Promise<void> {
  if (credentials === undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.login({ user: credentials.user, pass: credentials.password }, (fault) => {
      connection.off("error", reject);
      if (fault === null) resolve();
      else reject(fault);
    });
  });
}

function deliver(connection: SMTPConnection, mail: Mail): Promise<void> {
  let stage: Stage = "envelope";
  // Nodemailer reads the body once the server has said 354 to DATA.
  const body = Readable.from(
    (function* begin() {
      stage = "body";
      yield mail.source;
    })(),
    { objectMode: false },
  );
  const envelope = {
    from: mail.from,
    to: [mail.to],
    size: mail.source.length,
    // Bounces then name the attempt and send back no text of ours (RFC 3461).
    dsn: { ret: "HDRS", envid: mail.attemptId, notify: ["FAILURE", "DELAY"] },
  };
  return new Promise((resolve, reject) => {
    const done = (fault: unknown, info?: SMTPConnectionSendInfo) => {
      if (info === undefined) reject(new SmtpFault(stage, fault));
      else resolve();
    };
    connection.send(envelope, body, done);
  });
}

function reset(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (fault: unknown) => reject(new SmtpFault("session", fault));
    connection.once("error", failed);
    connection.reset((fault) => {
      connection.off("error", failed);
      if (fault === null) resolve();
      else failed(fault);
    });
  });
}

const Cause = z.object({
  code: z.string().catch("unknown"),
  originalCode: z.string().catch(""),
  command: z.string().catch(""),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
});

/** OpenSSL's codes have underscores (`ERR_TLS_CERT_ALTNAME_INVALID`), those of sockets have none (`ECONNRESET`). */
function isOfTls({ code, originalCode }: z.infer<typeof Cause>): boolean {
  return code === "ESOCKET" && originalCode.includes("_");
}

function replyOf({ responseCode, response = "" }: z.infer<typeof Cause>): Reply | undefined {
  if (responseCode === undefined) return undefined;
  const [, enhanced] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  return { code: responseCode, enhanced, text: response };
}
