/** How a language writes a date: `1 June`, `1. Juni`, `1 de junio`. */
export interface CalendarNames {
  /** January first. */
  readonly months: readonly string[];
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly afterDay: string;
  readonly afterMonth: string;
}

/**
 * Names from Unicode CLDR 48, committed so that a text is the same on every machine and in every browser.
 * By primary language; a language that is not here gets dates as `2026-06-01`.
 */
export const calendarNames: ReadonlyMap<string, CalendarNames> = new Map([
  [
    "en",
    {
      months: names(
        "January February March April May June July August September October November December",
      ),
      weekdays: names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
      afterDay: " ",
      afterMonth: " ",
    },
  ],
  [
    "af",
    {
      months: names(
        "Januarie Februarie Maart April Mei Junie Julie Augustus September Oktober November Desember",
      ),
      weekdays: names("Maandag Dinsdag Woensdag Donderdag Vrydag Saterdag Sondag"),
      afterDay: " ",
      afterMonth: " ",
    },
  ],
  [
    "zu",
    {
      months: names(
        "Januwari Februwari Mashi Ephreli Meyi Juni Julayi Agasti Septhemba Okthoba Novemba Disemba",
      ),
      weekdays: names("UMsombuluko ULwesibili ULwesithathu ULwesine ULwesihlanu UMgqibelo ISonto"),
      afterDay: " ",
      afterMonth: " ",
    },
  ],
  [
    "xh",
    {
      months: names(
        "Janyuwari Februwari Matshi Epreli Meyi Juni Julayi Agasti Septemba Okthobha Novemba Disemba",
      ),
      weekdays: names("Mvulo Lwesibini Lwesithathu Lwesine Lwesihlanu Mgqibelo Cawe"),
      afterDay: " ",
      afterMonth: " ",
    },
  ],
  [
    "st",
    {
      months: names(
        "Pherekgong Hlakola Hlakubele Mmesa Motsheanong Phupjane Phupu Phato Lwetse Mphalane Pudungwana Tshitwe",
      ),
      weekdays: names("Mantaha Labobedi Laboraro Labone Labohlano Moqebelo Sontaha"),
      afterDay: " ",
      afterMonth: " ",
    },
  ],
  [
    "tn",
    {
      months: names(
        "Ferikgong Tlhakole Mopitlo Moranang Motsheganang Seetebosigo Phukwi Phatwe Lwetse Diphalane Ngwanatsele Sedimonthole",
      ),
      weekdays: names("Mosupologo Labobedi Laboraro Labone Labotlhano Matlhatso Tshipi"),
      afterDay: " ",
      afterMonth: " ",
    },
  ],
  [
    "nso",
    {
      months: names(
        "Janeware Febereware Matšhe Aporele Mei June Julae Agosetose Setemere Oktobore Nofemere Disemere",
      ),
      weekdays: names("Mošupologo Labobedi Laboraro Labone Labohlano Mokibelo Lamorena"),
      afterDay: " ",
      afterMonth: " ",
    },
  ],
  [
    "fr",
    {
      months: names(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      ),
      weekdays: names("lundi mardi mercredi jeudi vendredi samedi dimanche"),
      afterDay: " ",
      afterMonth: " ",
    },
  ],
  [
    "de",
    {
      months: names(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
      ),
      weekdays: names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
      afterDay: ". ",
      afterMonth: " ",
    },
  ],
  [
    "es",
    {
      months: names(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      ),
      weekdays: names("lunes martes miércoles jueves viernes sábado domingo"),
      afterDay: " de ",
      afterMonth: " de ",
    },
  ],
  [
    "pt",
    {
      months: names(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
      ),
      weekdays: names(
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
      ),
      afterDay: " de ",
      afterMonth: " de ",
    },
  ],
  [
    "nl",
    {
      months: names(
        "januari februari maart april mei juni juli augustus september oktober november december",
      ),
      weekdays: names("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
      afterDay: " ",
      afterMonth: " ",
    },
  ],
]);

function names(list: string): readonly string[] {
  return list.split(" ");
}
