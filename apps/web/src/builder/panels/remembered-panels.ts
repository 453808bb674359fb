import { z } from "zod";

const KEY = "fairflow.panels";
/** Below this width of the window the canvas needs the room: the steps to add show their icons only. */
const ROOMY_PX = 1_200;

/** Which of the panels beside the canvas are open; the steps to add never go, they shrink to icons. */
const Panels = z.object({ palette: z.boolean(), inspector: z.boolean() });
export type Panels = Readonly<z.infer<typeof Panels>>;

export function rememberedPanels(): Panels {
  const first = { palette: window.innerWidth >= ROOMY_PX, inspector: true };
  try {
    const kept = Panels.safeParse(JSON.parse(localStorage.getItem(KEY) ?? "null")).data;
    // A wide palette that was chosen on a wide screen is not forced on a narrow one.
    return kept === undefined ? first : { ...kept, palette: kept.palette && first.palette };
  } catch {
    // Storage is switched off or holds something else: the panels stand as at first.
    return first;
  }
}

export function rememberPanels(panels: Panels): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(panels));
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
}
