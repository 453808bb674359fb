import { createPrivateKey, createPublicKey } from "node:crypto";
import { z } from "zod";
import { mailAddress } from "./mail-address.ts";

const MINUTE_MS = 60_000;

/** Signatures of shorter keys count for nothing at the large mailbox houses (RFC 8301, section 3.2). */
const SHORTEST_KEY_BITS = 1_024;

const Address = z.string().transform((written, context) => {
  const address = mailAddress(written);
  if (address !== undefined) return address;
  context.addIssue("This is not an e-mail address");
  return z.NEVER;
});

const HostName = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i, "This is not a host name");

/** What stands in a header as it is. */
const HeaderText = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u, "A header has one line");

const PrivateKey = z.string().refine(isSigningKey, {
  message: `This is not an RSA private key of ${SHORTEST_KEY_BITS} bits or more, in PEM`,
});

/** How mail leaves: the server, who it is from, and how it is signed. Holds secrets. */
export const SmtpSetting = z
  .strictObject({
    host: HostName,
    port: z.int().min(1).max(65_535).default(587),
    /** `starttls` and `implicit` hand over nothing without TLS; `none` is for a relay on the same machine. */
    tls: z.enum(["starttls", "implicit", "none"]).default("starttls"),
    /** PEM of the authority that signed the server's certificate, where no public one did. */
    authority: z.string().optional(),
    credentials: z.strictObject({ user: z.string(), password: z.string() }).optional(),
    from: z.strictObject({ name: HeaderText, address: Address }),
    replyTo: Address.optional(),
    /** Where bounces go; without one, to the sender. */
    returnPath: Address.optional(),
    /** Takes opt-outs by mail, beside the link. */
    unsubscribeAddress: Address.optional(),
    dkim: z
      .strictObject({ domain: HostName, selector: HostName, privateKey: PrivateKey })
      .optional(),
    /** Hosts that a mail may link to beside the installation's own; whatever else looks like a link is made not to be one. */
    linkHosts: z.array(HostName).default([]),
    connections: z.int().min(1).max(50).default(5),
    maxBytes: z.int().min(10_000).max(25_000_000).default(1_000_000),
    connectWithinMs: z
      .int()
      .min(1)
      .default(MINUTE_MS / 2),
    greetWithinMs: z
      .int()
      .min(1)
      .default(MINUTE_MS / 2),
    /** For each reply, the one after the body included. */
    replyWithinMs: z
      .int()
      .min(1)
      .default(2 * MINUTE_MS),
  })
  .refine(({ tls, credentials }) => tls !== "none" || credentials === undefined, {
    path: ["tls"],
    message: "A password goes over TLS only",
  });
export type SmtpSetting = z.infer<typeof SmtpSetting>;

/** Nodemailer leaves a mail unsigned without a word where its key does not sign. */
function isSigningKey(pem: string): boolean {
  try {
    const key = createPublicKey(createPrivateKey(pem));
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === "rsa" && bits >= SHORTEST_KEY_BITS;
  } catch {
    return false;
  }
}
