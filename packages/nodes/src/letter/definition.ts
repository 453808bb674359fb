import { defineMessageNode } from "../message-node.ts";

export const letter = defineMessageNode("letter", { title: "Letter", verb: "Post letter" });
