import type { NodeTypeName } from "../catalog.ts";
import { conditionEditor } from "../condition/editor.tsx";
import { emailEditor } from "../email/editor.tsx";
import { endEditor } from "../end/editor.tsx";
import { goalEditor } from "../goal/editor.tsx";
import { letterEditor } from "../letter/editor.tsx";
import { noticeEditor } from "../notice/editor.tsx";
import { pauseOnDisputeEditor } from "../pause-on-dispute/editor.tsx";
import { paymentLinkEditor } from "../payment-link/editor.tsx";
import { promiseToPayEditor } from "../promise-to-pay/editor.tsx";
import { segmentEditor } from "../segment/editor.tsx";
import { smsEditor } from "../sms/editor.tsx";
import { splitEditor } from "../split/editor.tsx";
import { startEditor } from "../start/editor.tsx";
import { taskEditor } from "../task/editor.tsx";
import { updateEditor } from "../update/editor.tsx";
import { waitForEditor } from "../wait-for/editor.tsx";
import { waitEditor } from "../wait/editor.tsx";
import { webhookEditor } from "../webhook/editor.tsx";
import type { NodeEditor } from "./define-editor.tsx";

/** The form and icon of every node type. A type without one does not compile. */
export const editors: Readonly<Record<NodeTypeName, NodeEditor>> = {
  start: startEditor,
  segment: segmentEditor,
  condition: conditionEditor,
  split: splitEditor,
  wait: waitEditor,
  "wait-for": waitForEditor,
  sms: smsEditor,
  email: emailEditor,
  letter: letterEditor,
  notice: noticeEditor,
  "payment-link": paymentLinkEditor,
  "promise-to-pay": promiseToPayEditor,
  "pause-on-dispute": pauseOnDisputeEditor,
  task: taskEditor,
  update: updateEditor,
  webhook: webhookEditor,
  goal: goalEditor,
  end: endEditor,
};
