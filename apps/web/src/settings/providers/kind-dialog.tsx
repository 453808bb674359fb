import { PROVIDER_KINDS, type ProviderKind } from "@fairflow/contract";
import { Badge, Button, Dialog } from "@fairflow/ui";
import { purposeWords } from "./purpose-words.ts";

export interface KindDialogProps {
  readonly onChoose: (kind: ProviderKind) => void;
  readonly onClose: () => void;
}

/** What a new provider is. */
export function KindDialog({ onChoose, onClose }: KindDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="Set up a provider"
      description="Whom do messages or payments go through?"
      actions={<Button onClick={onClose}>Cancel</Button>}
    >
      <ul className="flex flex-col gap-2">
        {PROVIDER_KINDS.map((kind) => (
          <li key={kind.kind}>
            <button
              type="button"
              className="flex w-full flex-col gap-0.5 rounded-card border border-line bg-surface px-3 py-2.5 text-left hover:bg-sunken"
              onClick={() => onChoose(kind)}
            >
              <span className="flex items-center gap-2 text-base font-medium">
                {kind.title}
                <Badge>{purposeWords[kind.purpose]}</Badge>
              </span>
              <span className="text-sm text-ink-2">{kind.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
