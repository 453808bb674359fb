import { Role } from "@fairflow/contract";
import type { Database } from "@fairflow/db";
import { Command, Option } from "commander";
import { z } from "zod";
import { CommandError } from "../command-error.ts";
import { readEnvironment, type Environment } from "../environment.ts";
import { firstAdminLink } from "../installation/first-admin-link.ts";
import { openInstallation } from "../installation/open-installation.ts";
import { invite } from "../sign-in/invitations.ts";
import { changeUser, listUsers, userByEmail, type KnownUser } from "../sign-in/users.ts";

/** For whoever can sign in to the machine: they can make admins anyway. */
export function userCommand(): Command {
  const role = new Option("--role <role>", "what they may do")
    .choices(Role.options)
    .default("editor");
  return new Command("user")
    .description("Looks after who can sign in.")
    .addCommand(
      new Command("list")
        .description("Everyone who can sign in, and open invitations.")
        .action(() => withDatabase(list)),
    )
    .addCommand(
      new Command("create")
        .description("Prints a one-time link with which they choose their password.")
        .argument("<email>")
        .addOption(role)
        .action((email: string, options: { role: string }) =>
          withDatabase((asked) => create(asked, emailOf(email), Role.parse(options.role))),
        ),
    )
    .addCommand(
      new Command("reset")
        .description(
          "Prints a one-time link with which they choose another password; they stay signed in until then.",
        )
        .argument("<email>")
        .action((email: string) => withDatabase((asked) => reset(asked, emailOf(email)))),
    )
    .addCommand(
      new Command("disable")
        .description("Signs somebody out and lets them in no more.")
        .argument("<email>")
        .action((email: string) => withDatabase((asked) => disable(asked, emailOf(email)))),
    )
    .addCommand(
      new Command("first-admin")
        .description("Prints the one-time link that makes the first admin, while there is nobody.")
        .action(() => withDatabase(firstAdmin)),
    );
}

interface Asked {
  readonly database: Database;
  readonly environment: Environment;
}

async function withDatabase(work: (asked: Asked) => Promise<string>): Promise<void> {
  const environment = readEnvironment(process.env);
  const installation = await openInstallation(environment, {
    log: () => undefined,
    connections: 2,
    onError: (error) => {
      throw error;
    },
  });
  try {
    process.stdout.write(`${await work({ database: installation.database, environment })}\n`);
  } finally {
    await installation.close();
  }
}

async function list({ database }: Asked): Promise<string> {
  const people = await listUsers(database, new Date());
  if (people.length === 0) return "Nobody can sign in yet.";
  return people
    .map(({ email, role, state, name }) => [email, role, state, name].join("\t"))
    .join("\n");
}

async function create(asked: Asked, email: string, role: Role): Promise<string> {
  if ((await userByEmail(asked.database, email)) !== undefined) {
    throw new CommandError(`${email} can sign in already; "user reset" gives a new password.`);
  }
  return invitationLink(asked, email, { role, clientId: null });
}

async function reset(asked: Asked, email: string): Promise<string> {
  const user = await userByEmail(asked.database, email);
  if (user === undefined) throw nobody(email);
  return invitationLink(asked, email, user);
}

async function disable({ database }: Asked, email: string): Promise<string> {
  const user = await userByEmail(database, email);
  if (user === undefined) throw nobody(email);
  const change = { id: user.id, role: user.role, disabled: true, changedBy: "system" };
  await database.transaction((tx) => changeUser(tx, change, new Date()));
  return `${email} can sign in no more.`;
}

async function firstAdmin({ database, environment }: Asked): Promise<string> {
  const link = await firstAdminLink(database, environment.publicUrl, new Date());
  if (link !== undefined) return link;
  throw new CommandError('Somebody can sign in already; "user create" makes a link for others.');
}

async function invitationLink(
  { database, environment }: Asked,
  email: string,
  { role, clientId }: Pick<KnownUser, "role" | "clientId">,
): Promise<string> {
  const { token } = await database.transaction((tx) =>
    invite(tx, { email, role, clientId: clientId ?? undefined, invitedBy: "system" }, new Date()),
  );
  return new URL(`/invitations/${token}`, environment.publicUrl).href;
}

function emailOf(text: string): string {
  const email = z.email().safeParse(text);
  if (email.success) return email.data.toLowerCase();
  throw new CommandError(`${text} is not an e-mail address.`);
}

function nobody(email: string): CommandError {
  return new CommandError(`Nobody signs in as ${email}; "user list" shows who does.`);
}
