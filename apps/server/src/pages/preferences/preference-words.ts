/** What the page about messages says, in one language. A new language is one more table like this. */
export interface PreferenceWords {
  readonly title: string;
  /** @param address masked */
  readonly about: (address: string) => string;
  readonly channels: string;
  readonly channel: Readonly<Record<PageChannel, string>>;
  readonly offers: string;
  readonly language: string;
  readonly save: string;
  readonly stopAll: string;
  readonly stopAllNote: string;
  readonly notMe: string;
  readonly notMeNote: string;
  /** @param time on the debtor's clock */
  readonly saved: (time: string) => string;
  readonly stopped: (time: string) => string;
  readonly notYours: string;
  readonly stillTitle: string;
  readonly still: readonly string[];
  readonly owed: string;
  readonly unknownTitle: string;
  readonly unknown: string;
}

/** What may be turned off and on again at an address. */
export type PageChannel = "sms" | "call" | "email" | "letter";

const english: PreferenceWords = {
  title: "What may we send you?",
  about: (address) => `This page is about ${address}. Your choice counts at once.`,
  channels: "You may reach me here by",
  channel: { sms: "SMS", call: "Phone calls", email: "E-mail", letter: "Letters" },
  offers: "Offers and news",
  language: "Write to me in",
  save: "Save",
  stopAll: "Stop everything to this address",
  stopAllNote: "You do not have to say why. You can turn it on again here.",
  notMe: "This is not me",
  notMeNote:
    "Nobody of that name can be reached here. We will not use this number or address again.",
  saved: (time) => `Saved at ${time}.`,
  stopped: (time) => `Stopped at ${time}. Nothing more is sent to this address this way.`,
  notYours: "Thank you. We will not use this number or address again.",
  stillTitle: "What can still come",
  still: [
    "Messages that the law tells us to send, such as a notice before a legal step, and the answer to something that you ask us.",
    "Messages to another number or address that you have given, until you stop those too.",
    "A message that had already left when you pressed the button.",
  ],
  owed: "Stopping messages does not change what is owed. You can still dispute it, pay it, or ask for time.",
  unknownTitle: "This link cannot be used",
  unknown: "To stop messages, answer one of them with STOP, or tell whoever wrote to you.",
};

const afrikaans: PreferenceWords = {
  title: "Wat mag ons vir u stuur?",
  about: (address) => `Hierdie bladsy gaan oor ${address}. U keuse geld dadelik.`,
  channels: "U mag my hier bereik met",
  channel: { sms: "SMS", call: "Oproepe", email: "E-pos", letter: "Briewe" },
  offers: "Aanbiedinge en nuus",
  language: "Skryf aan my in",
  save: "Bewaar",
  stopAll: "Stop alles na hierdie adres",
  stopAllNote: "U hoef nie te sê waarom nie. U kan dit hier weer aanskakel.",
  notMe: "Dit is nie ek nie",
  notMeNote:
    "Niemand met daardie naam kan hier bereik word nie. Ons sal hierdie nommer of adres nie weer gebruik nie.",
  saved: (time) => `Bewaar om ${time}.`,
  stopped: (time) => `Gestop om ${time}. Niks meer word so na hierdie adres gestuur nie.`,
  notYours: "Dankie. Ons sal hierdie nommer of adres nie weer gebruik nie.",
  stillTitle: "Wat nog kan kom",
  still: [
    "Boodskappe wat die wet ons beveel om te stuur, soos 'n kennisgewing voor 'n regstap, en die antwoord op iets wat u vra.",
    "Boodskappe na 'n ander nommer of adres wat u gegee het, totdat u dit ook stop.",
    "'n Boodskap wat reeds weg was toe u die knoppie gedruk het.",
  ],
  owed: "Om boodskappe te stop verander nie wat geskuld word nie. U kan dit steeds betwis, betaal of vir tyd vra.",
  unknownTitle: "Hierdie skakel kan nie gebruik word nie",
  unknown: "Om boodskappe te stop, antwoord een met STOP, of sê vir wie aan u geskryf het.",
};

const zulu: PreferenceWords = {
  title: "Yini esingakuthumelela yona?",
  about: (address) =>
    `Leli khasi limayelana no-${address}. Ukukhetha kwakho kusebenza ngokushesha.`,
  channels: "Ningangithola lapha nge",
  channel: { sms: "SMS", call: "Izingcingo", email: "I-imeyili", letter: "Izincwadi" },
  offers: "Okunikezwayo nezindaba",
  language: "Ngibhalele ngesi",
  save: "Gcina",
  stopAll: "Misa konke okuya kuleli kheli",
  stopAllNote: "Akudingeki usho ukuthi kungani. Ungakuvula futhi lapha.",
  notMe: "Akuyena mina lona",
  notMeNote:
    "Akekho onalelo gama otholakala lapha. Ngeke siphinde siyisebenzise le nombolo noma leli kheli.",
  saved: (time) => `Kugcinwe ngo-${time}.`,
  stopped: (time) => `Kumiswe ngo-${time}. Akusekho okuthunyelwa kuleli kheli ngale ndlela.`,
  notYours: "Siyabonga. Ngeke siphinde siyisebenzise le nombolo noma leli kheli.",
  stillTitle: "Okungase kufike noma kunjalo",
  still: [
    "Imiyalezo umthetho othi siyithumele, njengesaziso ngaphambi kwesinyathelo somthetho, nempendulo yalokho osibuza khona.",
    "Imiyalezo eya kwenye inombolo noma ikheli olinikezile, uze umise nayo.",
    "Umyalezo obusuhambile ngesikhathi ucindezela inkinobho.",
  ],
  owed: "Ukumisa imiyalezo akushintshi okukweletwayo. Usengakuphikisa, ukukhokhe noma ucele isikhathi.",
  unknownTitle: "Le linki ayikwazi ukusetshenziswa",
  unknown: "Ukuze umise imiyalezo, phendula owodwa ngo-STOP, noma utshele lowo okubhalele.",
};

const WORDS = { en: english, af: afrikaans, zu: zulu } as const;

/** BCP 47 of every language that the page speaks, by its own name. */
export const SPOKEN = { en: "English", af: "Afrikaans", zu: "isiZulu" } as const;
export type SpokenLanguage = keyof typeof WORDS;

export function preferenceWords(language: SpokenLanguage): PreferenceWords {
  return WORDS[language];
}

/** `zu-ZA` as `zu`; English where the page does not speak it. */
export function spokenLanguage(language: string): SpokenLanguage {
  const [plain] = language.toLowerCase().split("-");
  return plain === "af" || plain === "zu" ? plain : "en";
}
