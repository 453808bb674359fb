import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { dkimVerify } from "mailauth/lib/dkim/verify";
import { simpleParser } from "mailparser";
import { expect, onTestFinished, test } from "vitest";
import { LOOPBACK_NAMES, ownCertificate } from "../fake-smtp/own-certificate.ts";
import { mailComposer } from "./compose-mail.ts";
import { checkSmtp, smtpChannel } from "./smtp-channel.ts";
import { SmtpSetting } from "./smtp-setting.ts";

/** Debian's own mail server, where it is installed; `EXIM4` names it elsewhere. */
const EXIM = env["EXIM4"] ?? "/usr/sbin/exim4";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY = privateKey.export({ type: "pkcs8", format: "pem" });
const PUBLISHED = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const NOW = new Date("2026-11-23T08:30:00Z");

/** It delivers as root to nobody, and as anybody else only to themselves. */
const OWNER = userInfo().uid === 0 ? "mail" : userInfo().username;

const configOf = (folder: string, port: number) => `
exim_path = ${EXIM}
deliver_drop_privilege
exim_user = ${OWNER}
exim_group = ${OWNER}
primary_hostname = mail.debian.example
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
spool_directory = ${folder}/spool
log_file_path = ${folder}/spool/log-%s
pid_file_path = ${folder}/exim.pid
keep_environment =
tls_advertise_hosts = *
tls_certificate = ${folder}/cert.pem
tls_privatekey = ${folder}/key.pem
acl_smtp_rcpt = everybody
begin acl
everybody:
  accept
begin routers
all:
  driver = accept
  transport = folder
begin transports
folder:
  driver = appendfile
  directory = ${folder}/mail
  maildir_format
  user = ${OWNER}
  group = ${OWNER}
`;

test.skipIf(!existsSync(EXIM))(
  "what Debian's mail server delivers is what was written, byte for byte, and its signature is good",
  async () => {
    const { port, authority, folder } = await startExim();
    const setting = SmtpSetting.parse({
      host: "127.0.0.1",
      port,
      authority,
      from: { name: "Kopano Crédit", address: "accounts@kopano.example" },
      dkim: { domain: "kopano.example", selector: "fairflow", privateKey: KEY },
    });
    const house = { setting, publicUrl: "https://pay.kopano.example" };
    const message = {
      attemptId: randomUUID(),
      optOutUrl: "https://pay.kopano.example/u/x",
      channel: "email",
      to: "thandi@debtor.example",
      subject: "Möbel & Söhne: R 1 204.50",
      body: "Dear Thandi Müller,\n.a line that begins with a dot\n..\n.\n多謝 🙂",
      language: "en",
    } as const;
    const channel = smtpChannel({ ...house, name: "smtp", now: () => NOW });
    onTestFinished(channel.close);
    await expect.poll(() => checkSmtp(setting), { timeout: 20_000 }).toEqual({ ok: true });

    const result = await channel.send(message, () => Promise.resolve(true));
    const delivered = () => readdir(join(folder, "mail", "new")).catch(() => []);
    await expect.poll(delivered, { timeout: 20_000 }).toHaveLength(1);

    expect(result).toEqual({ kind: "accepted", providerId: message.attemptId });
    const composed = await mailComposer(house)(message, NOW);
    const [name = ""] = await delivered();
    const stored = await readFile(join(folder, "mail", "new", name), "latin1");
    const source = stored.replaceAll(/\r?\n/g, "\r\n");
    expect(composed.ok && source.endsWith(composed.mail.source.toString("latin1"))).toBe(true);
    const bytes = Buffer.from(source, "latin1");
    const { subject, text } = await simpleParser(bytes, { skipTextToHtml: true });
    expect([subject, text]).toEqual([message.subject, `${message.body}\n`]);
    const resolver = () => Promise.resolve([[`v=DKIM1; k=rsa; p=${PUBLISHED}`]]);
    const { results } = await dkimVerify(bytes, { resolver });
    expect(results.map(({ status }) => status.result)).toEqual(["pass"]);
  },
);

async function startExim() {
  const folder = await mkdtemp(join(tmpdir(), "fairflow-exim-"));
  const port = await freePort();
  const { key, cert } = await ownCertificate(LOOPBACK_NAMES);
  await writeFile(join(folder, "cert.pem"), cert);
  await writeFile(join(folder, "key.pem"), key);
  await writeFile(join(folder, "exim.conf"), configOf(folder, port));
  for (const own of ["spool", "mail"]) await mkdir(join(folder, own));
  await giveTo(folder, ["spool", "mail", "key.pem"]);
  const server = spawn(EXIM, ["-C", join(folder, "exim.conf"), "-bdf", "-odi"], {
    stdio: "ignore",
  });
  onTestFinished(() => stopExim(server, folder));
  return { folder, port, authority: cert };
}

/** The server that is started by root works as somebody else. */
async function giveTo(folder: string, paths: readonly string[]): Promise<void> {
  await chmod(folder, 0o755);
  if (userInfo().uid !== 0) return;
  const entry = (await readFile("/etc/passwd", "utf8"))
    .split("\n")
    .find((line) => line.startsWith(`${OWNER}:`));
  const [, , uid, gid] = (entry ?? "").split(":").map(Number);
  for (const path of paths) await chown(join(folder, path), uid ?? 0, gid ?? 0);
}

async function stopExim(server: ChildProcess, folder: string): Promise<void> {
  const exited = once(server, "exit");
  server.kill();
  await exited;
  await rm(folder, { recursive: true });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return typeof address === "object" && address !== null ? address.port : 0;
}
