import { defineMessageNode } from "../message-node.ts";

export const sms = defineMessageNode("sms", { title: "SMS", verb: "Send SMS" });
