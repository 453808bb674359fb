import type { DemoLanguage } from "./person.ts";

/** What people write back, in their own language. */
export const ANSWERS: Readonly<Record<DemoLanguage, readonly string[]>> = {
  en: ["I will pay on Friday", "Can I pay half now?", "Who is this?", "Thank you for the reminder"],
  af: ["Ek sal Vrydag betaal", "Kan ek nou die helfte betaal?", "Dankie vir die herinnering"],
  zu: ["Ngizokhokha ngoLwesihlanu", "Ngingakhokha uhhafu manje?", "Ngiyabonga ngesikhumbuzo"],
  xh: ["Ndiza kuhlawula ngoLwesihlanu", "Ndingahlawula isiqingatha ngoku?", "Enkosi ngesikhumbuzo"],
};
