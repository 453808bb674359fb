import { DIN_5008, letterPress, type LetterPress } from "@fairflow/channels";
import type { Endpoints, OutputOf, Role } from "@fairflow/contract";
import { formatDate } from "@fairflow/template";
import { readLetterSetting } from "../letters/letter-setting.ts";
import type { PreviewDeps } from "./preview-values.ts";
import { sayTemplate, type PreviewAsked } from "./preview-template.ts";

type Printed = OutputOf<Endpoints["printTemplate"]>;

const RECIPIENT = "12 Sample Street\nWoodstock\nCape Town\n7925";

const PROBLEMS: Readonly<Record<string, string>> = {
  "cannot-be-printed": "A character of it is not in the font of letters.",
  "letter-too-long": "It has more pages than go into an envelope with a window.",
  "address-too-wide": "The name is too long for the window of the envelope.",
};

/** A letter's template as the print house would get it, with a made-up address in the window. */
export async function printTemplate(
  deps: PreviewDeps,
  asked: PreviewAsked,
  role: Role,
): Promise<Printed> {
  const { rendering, given } = await sayTemplate(deps, asked, role);
  if (!rendering.ok) return { pdf: null, pages: null, problem: rendering.problem };
  const { values, occasion } = given;
  const { subject = "", body, language, letter } = rendering;
  const said = (field: string) => {
    const value = values[field];
    return typeof value === "string" ? value : "";
  };
  const setting = await readLetterSetting(deps.database);
  const press =
    setting === undefined
      ? pressFor(said("brand.name"), said("brand.registration"))
      : letterPress({ ...setting, window: DIN_5008[setting.window] });
  const printed = await press.render(
    {
      attemptId: "preview",
      to: `${said("debtor.full_name")}\n${RECIPIENT}`,
      subject,
      body,
      ...(letter === undefined ? {} : { parts: letter }),
      language,
      date: formatDate("now", "long", { ...occasion, language }),
      reference: said("account.reference"),
    },
    occasion.now,
  );
  if (printed.ok) {
    return {
      pdf: Buffer.from(printed.pdf).toString("base64"),
      pages: printed.pages,
      problem: null,
    };
  }
  return {
    pdf: null,
    pages: null,
    problem: PROBLEMS[printed.code] ?? `Not printed: ${printed.code}.`,
  };
}

/** Until it is said how letters are sent. */
function pressFor(brand: string, registration: string): LetterPress {
  return letterPress({
    name: brand,
    returnLine: brand,
    footer: registration === "" ? [brand] : [`${brand}, ${registration}`],
    window: DIN_5008.B,
  });
}
