import type { TemplateVersion } from "@fairflow/contract";
import { designChanges } from "./design-changes.ts";
import { languageName } from "@fairflow/ui";
import { textDiff, type DiffPiece } from "./text-diff.ts";

export interface VersionChangesProps {
  readonly before: TemplateVersion;
  readonly after: TemplateVersion;
}

/** What a version changed: the words of each language, how they look, and the order of languages. */
export function VersionChanges({ before, after }: VersionChangesProps) {
  const languages = [
    ...new Set([...Object.keys(before.languages), ...Object.keys(after.languages)]),
  ];
  const changed = languages.flatMap((language) => {
    const [was, is] = [wordsIn(before, language), wordsIn(after, language)];
    const looks = looksIn(before, after, language);
    if (was === is && looks.length === 0) return [];
    return [{ language, pieces: was === is ? [] : textDiff(was, is), looks }];
  });
  const order = orderChange(before, after);
  if (changed.length === 0 && order === undefined) {
    return <p className="mt-2 text-sm text-ink-2">Nothing of what people are sent.</p>;
  }
  return (
    <div className="mt-2 flex flex-col gap-2">
      {changed.map(({ language, pieces, looks }) => (
        <div key={language} className="rounded-control bg-sunken p-3 text-sm">
          <p className="mb-1 font-medium">{languageName(language)}</p>
          {pieces.length > 0 && (
            <p className="wrap-anywhere whitespace-pre-wrap">
              {pieces.map((piece, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- pieces of a text have only their place
                <Piece key={index} piece={piece} />
              ))}
            </p>
          )}
          {looks.length > 0 && (
            <ul className="mt-1 list-disc pl-4 text-ink-2">
              {looks.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {order !== undefined && <p className="text-sm text-ink-2">{order}</p>}
    </div>
  );
}

function Piece({ piece: { kind, text } }: { readonly piece: DiffPiece }) {
  switch (kind) {
    case "same":
      return text;
    case "added":
      return <ins className="bg-ok-soft no-underline">{text}</ins>;
    case "removed":
      return <del className="bg-bad-soft">{text}</del>;
  }
}

/** All that a version says in a language; code is compared as it is written. */
function wordsIn({ languages }: TemplateVersion, language: string): string {
  const text = languages[language];
  if (text === undefined) return "";
  const code = text.design?.kind === "mjml" ? `\n\n${text.design.source}` : "";
  return `${text.subject === undefined ? "" : `${text.subject}\n\n`}${text.body}${code}`;
}

/** Of a language that came or went the words say all. */
function looksIn(
  before: TemplateVersion,
  after: TemplateVersion,
  language: string,
): readonly string[] {
  const [was, is] = [before.languages[language], after.languages[language]];
  return was === undefined || is === undefined ? [] : designChanges(was, is);
}

function orderChange(before: TemplateVersion, after: TemplateVersion): string | undefined {
  const [was, is] = [orderOf(before), orderOf(after)];
  if (was === is) return undefined;
  return `Order of languages where there is none of the person’s own: ${was} is now ${is}.`;
}

function orderOf({ fallback }: TemplateVersion): string {
  return fallback.length === 0 ? "no order" : fallback.map(languageName).join(", then ");
}
