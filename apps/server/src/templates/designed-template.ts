import { compileDesigns } from "@fairflow/channels/mjml";
import { knownImages, type StoredTemplate, type Transaction } from "@fairflow/db";
import { textOfBlocks, type MessageTemplate } from "@fairflow/template";
import { storedTemplate } from "../flows/stored-template.ts";
import { HttpError } from "../http/http-error.ts";

/** A template as it is stored, with what its designs compiled to. */
export interface DesignedTemplate {
  readonly template: MessageTemplate;
  readonly stored: Omit<StoredTemplate, "version"> & {
    readonly html: Readonly<Record<string, string>>;
  };
}

/**
 * Compiles the designs of a template and lets each text that is not somebody's own follow its design.
 *
 * @throws HttpError 422 with the faults of a design that cannot be sent
 */
export async function designedTemplate(
  tx: Transaction,
  given: MessageTemplate,
): Promise<DesignedTemplate> {
  await refuseUnknownImages(tx, given);
  const { template, html, problems } = await withDesigns(given);
  const [first] = problems;
  if (first !== undefined) {
    throw new HttpError("invalid", `The design in ${first.language}: ${first.message}`, {
      details: { issues: problems },
    });
  }
  return { template, stored: { ...storedTemplate(template), html } };
}

export interface WithDesigns {
  readonly template: MessageTemplate;
  readonly html: Readonly<Record<string, string>>;
  /** The plain text that follows from each design. */
  readonly derived: Readonly<Record<string, string>>;
  readonly problems: readonly { readonly language: string; readonly message: string }[];
}

/** As `designedTemplate`, for what is still being written: faults are told, not thrown. */
export async function withDesigns(given: MessageTemplate): Promise<WithDesigns> {
  const compiled = await compileDesigns(given);
  const derived = Object.fromEntries(
    Object.entries(given.languages).flatMap(([language, { design }]) => {
      if (design?.kind === "blocks") return [[language, textOfBlocks(design.blocks)]];
      const own = compiled.get(language);
      return own?.ok === true ? [[language, own.text]] : [];
    }),
  );
  const languages = Object.entries(given.languages).map(([language, text]) => {
    const follows = text.design !== undefined && text.isOwnText !== true;
    const body = follows ? (derived[language] ?? text.body) : text.body;
    return [language, { ...text, body }];
  });
  return {
    template: { ...given, languages: Object.fromEntries(languages) },
    derived,
    html: Object.fromEntries(
      [...compiled].flatMap(([language, each]) => (each.ok ? [[language, each.html]] : [])),
    ),
    problems: [...compiled].flatMap(([language, each]) =>
      each.ok ? [] : each.problems.map((message) => ({ language, message })),
    ),
  };
}

async function refuseUnknownImages(tx: Transaction, { languages }: MessageTemplate): Promise<void> {
  const wanted = Object.values(languages).flatMap(({ design }) => {
    if (design === undefined) return [];
    if (design.kind === "mjml")
      return design.source.match(/(?<=fairflow-image:)[0-9a-f]{64}/g) ?? [];
    return design.blocks.flatMap((block) => (block.kind === "image" ? [block.image] : []));
  });
  if (wanted.length === 0) return;
  const known = await knownImages(tx, wanted);
  if (wanted.every((id) => known.has(id))) return;
  throw new HttpError("invalid", "An image of this template is not here: upload it first.");
}
