import { defineMessageNode } from "../message-node.ts";

export const email = defineMessageNode("email", { title: "E-mail", verb: "Send e-mail" });
