import type { Note } from "@fairflow/flow";
import { Button, SelectField, TextArea } from "@fairflow/ui";
import { clsx } from "clsx";
import { Copy, Trash2 } from "lucide-react";
import { useBuilder, useDocument } from "../builder-context.ts";
import { duplicateSelection } from "../commands/clipboard.ts";
import { deleteSelection } from "../commands/delete-steps.ts";
import { changeNote } from "../commands/notes.ts";

/** No step is called so: ids have no spaces. */
const NOTHING = "no step";

const COLORS = ["yellow", "blue", "green", "pink"] as const;

export interface NoteFormProps {
  readonly id: string;
}

/** One note: its text and its colour. */
export function NoteForm({ id }: NoteFormProps) {
  const builder = useBuilder();
  const note = useDocument(({ flow }) => flow.notes.find((each) => each.id === id));
  const readOnly = useDocument((state) => state.readOnly);
  const nodes = useDocument(({ flow }) => flow.nodes);
  if (note === undefined) return null;
  const steps = nodes.flatMap(
    (node) => builder.view(builder.document.getState().flow, node.id) ?? [],
  );
  return (
    <div className="flex flex-col gap-4 overflow-y-auto p-4">
      <div>
        <h2 className="text-lg font-semibold">Note</h2>
        <p className="text-sm text-ink-3">
          For whoever reads the drawing. It changes nothing that runs.
        </p>
      </div>
      <TextArea
        label="Text"
        hint="**bold**, - lists and ## headings are understood."
        rows={8}
        maxLength={4_000}
        readOnly={readOnly}
        value={note.text}
        onChange={({ target }) =>
          changeNote(builder, id, {
            label: "Write a note",
            key: `note ${id}`,
            to: { text: target.value },
          })
        }
      />
      {!readOnly && (
        <>
          <fieldset className="flex gap-2">
            <legend className="mb-1 text-sm font-medium">Colour</legend>
            {COLORS.map((color) => (
              <ColorChoice
                key={color}
                color={color}
                isChosen={note.color === color}
                onChoose={() =>
                  changeNote(builder, id, { label: `Make a note ${color}`, to: { color } })
                }
              />
            ))}
          </fieldset>
          <SelectField
            label="Goes along with"
            hint="It moves when that step is moved."
            value={note.attachedTo ?? NOTHING}
            options={[
              { value: NOTHING, label: "No step: it stays where it is" },
              ...steps.map((step) => ({ value: step.id, label: step.title })),
            ]}
            onChange={(value) =>
              changeNote(builder, id, {
                label: value === NOTHING ? "Detach a note" : "Attach a note",
                to: { attachedTo: steps.find((step) => step.id === value)?.id },
              })
            }
          />
          <div className="flex gap-2">
            <Button icon={<Copy className="size-4" />} onClick={() => duplicateSelection(builder)}>
              Duplicate
            </Button>
            <Button
              kind="danger"
              icon={<Trash2 className="size-4" />}
              onClick={() => deleteSelection(builder)}
            >
              Delete
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

interface ColorChoiceProps {
  readonly color: Note["color"];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function ColorChoice({ color, isChosen, onChoose }: ColorChoiceProps) {
  return (
    <button
      type="button"
      data-note={color}
      aria-pressed={isChosen}
      aria-label={color}
      title={color}
      onClick={onChoose}
      className={clsx("note size-8 rounded-control border", isChosen && "ring-2 ring-accent")}
    />
  );
}
