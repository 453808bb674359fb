/**
 * Words that opt out when they are the whole message. The English ones are the union of the defaults of Twilio (help
 * page on advanced opt-out), AWS End User Messaging (required opt-out keywords, with French for Canada) and Telnyx.
 * The others say the same in the languages of the rule packs' jurisdictions; like the packs they are drafts until
 * somebody who speaks the language has read them.
 */
export const STOP_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    "stop",
    "stopall",
    "stop all",
    "unsubscribe",
    "end",
    "quit",
    "cancel",
    "revoke",
    "optout",
    "opt-out",
    "remove",
    "td",
  ],
  fr: ["arret", "arrêt", "desabonner"],
  es: ["alto", "parar", "pare", "basta", "cancelar", "baja", "fin"],
  cy: ["stopio", "peidiwch"],
  af: ["staak", "ophou", "hou op", "kanselleer", "teken uit"],
  zu: ["misa", "yima", "yeka", "khansela"],
  xh: ["yekisa", "misani", "rhoxisa"],
  st: ["emisa", "ema", "tlohela"],
  tn: ["emisa", "tlogela"],
  nso: ["emiša", "tlogela"],
  ts: ["yimisa", "tshika"],
  ve: ["imisani", "litshani"],
  ss: ["yekela", "misa"],
  nr: ["jamisa"],
};

/** Opts in again. YES is left out on purpose, though Twilio takes it: it answers whatever we asked last. */
export const START_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: ["start", "unstop", "subscribe", "resume", "optin", "opt-in"],
  fr: ["demarrer"],
  es: ["iniciar", "comenzar", "empezar"],
  cy: ["dechrau"],
  af: ["begin", "hervat"],
  zu: ["qala", "qalisa"],
  xh: ["qala", "qalisa"],
  st: ["qala", "simolla"],
  tn: ["simolola"],
  nso: ["thoma"],
  ts: ["sungula"],
  ve: ["thomani"],
  ss: ["cala"],
  nr: ["thoma"],
};

/** Asks who writes. Twilio answers HELP and INFO, AWS also AIDE. */
export const HELP_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: ["help", "info"],
  fr: ["aide"],
  es: ["ayuda", "información"],
  cy: ["help", "cymorth"],
  af: ["hulp"],
  zu: ["usizo", "siza"],
  xh: ["uncedo", "nceda"],
  st: ["thuso", "thusa"],
  tn: ["thuso"],
  nso: ["thušo"],
  ts: ["mpfuno"],
  ve: ["thuso"],
  ss: ["lusito"],
  nr: ["isizo"],
};
