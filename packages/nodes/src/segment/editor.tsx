import { Users } from "lucide-react";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { ItemList } from "../editor/item-list.tsx";
import { newExitId } from "../editor/new-exit-id.ts";
import { SegmentInput } from "../editor/segment-input.tsx";
import { segment, type SegmentConfig } from "./definition.ts";
import help from "./help.md?raw";

export const segmentEditor = defineEditor(segment, {
  Icon: Users,
  summary: "Go by saved segments",
  words: ["branch", "group"],
  help,
  Form,
});

function Form({ slot }: FormProps<SegmentConfig>) {
  return (
    <ItemList
      what="segment"
      slot={slot.at("segments")}
      max={50}
      newItem={() => ({ id: newExitId("segment"), segment: "" })}
    >
      {(item) => <SegmentInput label="Segment" labelHidden place={item.at("segment")} />}
    </ItemList>
  );
}
