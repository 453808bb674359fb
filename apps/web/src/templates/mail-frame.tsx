import { clsx } from "clsx";

export type MailLook = "Phone" | "Desktop" | "Dark" | "Sheet" | "PDF" | "Plain text";

export interface MailFrameProps {
  readonly look: MailLook;
  readonly subject: string | null;
  readonly text: string;
  /** None where the mail is made of its text. */
  readonly html: string | null;
}

/** On a desktop a mail is wider than there is room for: it is shown smaller. */
const DESKTOP_PX = 680;
const SHOWN_PX = 416;

/** What a mail program draws on; a mail that sets no ground of its own would stand on that of this page. */
const GROUNDS = {
  light: { colorScheme: "light", background: "#fff" },
  dark: { colorScheme: "dark", background: "#121212" },
} as const;

/** A mail as its program shows it, in a frame of its own that can run nothing and lead nowhere. */
export function MailFrame({ look, subject, text, html }: MailFrameProps) {
  const isDesktop = look === "Desktop";
  const scale = SHOWN_PX / DESKTOP_PX;
  return (
    <figure
      className={clsx(
        "overflow-hidden border-line bg-surface",
        look === "Phone" || look === "Dark"
          ? "mx-auto w-92 max-w-full rounded-[2rem] border-8 border-ink/85"
          : "rounded-card border",
      )}
    >
      <figcaption className="border-b border-line px-4 py-2.5 text-sm font-semibold wrap-anywhere">
        {subject === null || subject === "" ? "Without a subject" : subject}
      </figcaption>
      <div className="h-144 overflow-hidden" style={isDesktop ? { height: 576 } : undefined}>
        <iframe
          title={`The mail: ${look}`}
          sandbox=""
          srcDoc={asSeen(html ?? plainPage(text), look === "Dark")}
          style={{
            ...GROUNDS[look === "Dark" ? "dark" : "light"],
            ...(isDesktop
              ? {
                  width: DESKTOP_PX,
                  height: 576 / scale,
                  transform: `scale(${scale})`,
                  transformOrigin: "0 0",
                }
              : { width: "100%", height: "100%" }),
          }}
        />
      </div>
    </figure>
  );
}

/** A mail program by day or by night, whatever this browser prefers. */
function asSeen(html: string, isDark: boolean): string {
  return html.replaceAll("(prefers-color-scheme: dark)", isDark ? "all" : "not all");
}

function plainPage(text: string): string {
  const said = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><div style="font-family:sans-serif;font-size:16px;line-height:1.5;padding:16px;white-space:pre-wrap;overflow-wrap:anywhere">${said}</div>`;
}
