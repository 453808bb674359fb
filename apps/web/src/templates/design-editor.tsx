import { textOfBlocks, type Block, type Channel, type TemplateText } from "@fairflow/template";
import { Button, CheckField, TextField } from "@fairflow/ui";
import { lazy, Suspense, useState } from "react";
import { BlockList } from "./block-list.tsx";
import { FieldTextArea } from "./field-text-area.tsx";
import { starterBlock } from "./block-starters.ts";

const MjmlEditor = lazy(async () => ({ default: (await import("./mjml-editor.tsx")).MjmlEditor }));

export interface DesignEditorProps {
  readonly channel: Exclude<Channel, "sms">;
  readonly text: TemplateText;
  /** The plain text that follows from the design. */
  readonly derivedText: string | null;
  readonly onChange: (text: TemplateText) => void;
}

const EMPTY_MJML = `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>Dear {{ debtor.first_name }},</mj-text>
        <mj-button href="{{ payment_link }}">Pay now</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`;

/** An e-mail or a letter: its subject, its blocks or its MJML, and the plain text beside them. */
export function DesignEditor({ channel, text, derivedText, onChange }: DesignEditorProps) {
  const { design } = text;
  const [isAsked, setIsAsked] = useState(false);
  const setBlocks = (blocks: readonly Block[]) => {
    const accent = design?.kind === "blocks" ? design.accent : undefined;
    const next = {
      kind: "blocks" as const,
      blocks: [...blocks],
      ...(accent === undefined ? {} : { accent }),
    };
    const body = text.isOwnText === true ? text.body : textOfBlocks(blocks);
    onChange({ ...text, design: next, body });
  };
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label="Subject"
        value={text.subject ?? ""}
        maxLength={500}
        onChange={(event) => onChange({ ...text, subject: event.target.value })}
      />
      {design === undefined && (
        <>
          <FieldTextArea
            label="Text"
            rows={10}
            value={text.body}
            onChange={(body) => onChange({ ...text, body })}
          />
          <div>
            <Button
              onClick={() =>
                setBlocks([{ kind: "text", text: text.body }, starterBlock("legal", channel)])
              }
            >
              Lay it out in blocks
            </Button>
          </div>
        </>
      )}
      {design?.kind === "blocks" && (
        <BlockList
          channel={channel}
          blocks={design.blocks}
          accent={design.accent}
          onBlocks={setBlocks}
          onAccent={(accent) => onChange({ ...text, design: { ...design, accent } })}
        />
      )}
      {design?.kind === "mjml" && (
        <Suspense fallback={<p className="p-6 text-ink-3">The code editor is loading.</p>}>
          <MjmlEditor
            source={design.source}
            onChange={(source) => onChange({ ...text, design: { kind: "mjml", source } })}
          />
        </Suspense>
      )}
      {design !== undefined && (
        <>
          <CheckField
            label="I write the plain text myself"
            hint={
              channel === "email"
                ? "Mail programs that show no design show it. Otherwise it follows the design."
                : "It is what is kept of the letter. Otherwise it follows the blocks."
            }
            checked={text.isOwnText === true}
            onChange={(isOwn) => {
              const { isOwnText: _, ...rest } = text;
              onChange(
                isOwn ? { ...rest, isOwnText: true } : { ...rest, body: derivedText ?? rest.body },
              );
            }}
          />
          {text.isOwnText === true && (
            <FieldTextArea
              label="Plain text"
              rows={8}
              value={text.body}
              onChange={(body) => onChange({ ...text, body })}
            />
          )}
        </>
      )}
      {channel === "email" && design?.kind === "blocks" && (
        <p className="text-sm text-ink-2">
          {isAsked ? (
            <span className="flex flex-wrap items-center gap-2">
              The blocks of this language are replaced by code. A version that is saved keeps them.
              <Button
                onClick={() => onChange({ ...text, design: { kind: "mjml", source: EMPTY_MJML } })}
              >
                Write MJML
              </Button>
              <Button kind="quiet" onClick={() => setIsAsked(false)}>
                Keep the blocks
              </Button>
            </span>
          ) : (
            <Button kind="quiet" onClick={() => setIsAsked(true)}>
              Write it as MJML instead
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
