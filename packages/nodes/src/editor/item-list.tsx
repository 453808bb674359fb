import { Button, IconButton } from "@fairflow/ui";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { entriesOf, itemsOf, type ItemOf, type Slot } from "./slot.ts";

export interface ItemListProps<T extends readonly unknown[]> {
  /** What one item is called, as in `branch`. */
  readonly what: string;
  readonly slot: Slot<T>;
  readonly newItem: () => ItemOf<T>;
  readonly children: (item: Slot<ItemOf<T>>, index: number) => ReactNode;
  readonly max: number;
  /** Whether the order decides anything. */
  readonly isOrdered?: boolean;
  readonly addLabel?: string;
}

/** A list that one adds to, takes from and puts in order. */
export function ItemList<T extends readonly unknown[]>({
  what,
  slot,
  newItem,
  children,
  max,
  isOrdered = true,
  addLabel,
}: ItemListProps<T>) {
  const items = itemsOf(slot.value);
  const swap = (index: number, other: number) =>
    slot.set(items.with(index, items[other]).with(other, items[index]));
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col gap-2">
        {items.map((item, index) => (
          <li
            key={keyOf(item, index)}
            className="flex flex-col gap-2 rounded-card border border-line p-2.5"
          >
            <div className="-mt-1 -mr-1 flex items-center gap-0.5">
              <span className="flex-1 text-xs font-medium text-ink-3">
                {`${what.charAt(0).toUpperCase()}${what.slice(1)} ${index + 1}`}
              </span>
              {isOrdered && items.length > 1 && (
                <>
                  <IconButton
                    label={`Move ${what} ${index + 1} up`}
                    icon={<ArrowUp className="size-3.5" />}
                    className="size-6!"
                    disabledReason={index === 0 ? "It is the first" : undefined}
                    onClick={() => swap(index, index - 1)}
                  />
                  <IconButton
                    label={`Move ${what} ${index + 1} down`}
                    icon={<ArrowDown className="size-3.5" />}
                    className="size-6!"
                    disabledReason={index === items.length - 1 ? "It is the last" : undefined}
                    onClick={() => swap(index, index + 1)}
                  />
                </>
              )}
              <IconButton
                label={`Remove ${what} ${index + 1}`}
                icon={<Trash2 className="size-3.5" />}
                className="size-6!"
                onClick={() => slot.set(items.toSpliced(index, 1))}
              />
            </div>
            {children(slot.item(index), index)}
          </li>
        ))}
      </ol>
      {slot.problem !== undefined && <p className="text-xs text-bad">{slot.problem}</p>}
      <Button
        kind="quiet"
        icon={<Plus className="size-4" />}
        className="self-start"
        disabledReason={items.length >= max ? `There can be at most ${max}` : undefined}
        onClick={() => slot.set([...items, newItem()])}
      >
        {addLabel ?? `Add a ${what}`}
      </Button>
    </div>
  );
}

function keyOf(item: unknown, index: number): string {
  const { id } = entriesOf(item);
  return typeof id === "string" ? id : String(index);
}
