import type { DemoLanguage } from "./person.ts";

/** First names as people have them; last names are plants, stars and weather, which nobody is called. */
export const FIRST_NAMES: Readonly<Record<DemoLanguage, readonly string[]>> = {
  en: [
    "Grace",
    "Peter",
    "Mary",
    "James",
    "Ruth",
    "Daniel",
    "Joy",
    "Martin",
    "Claire",
    "Simon",
    "Nadia",
    "Victor",
  ],
  af: [
    "Annelie",
    "Hennie",
    "Marlene",
    "Kobus",
    "Elsa",
    "Riaan",
    "Sarie",
    "Dawid",
    "Ilse",
    "Gert",
    "Liesl",
    "Tjaart",
  ],
  zu: [
    "Nomvula",
    "Sipho",
    "Thandeka",
    "Bheki",
    "Zanele",
    "Mandla",
    "Nokuthula",
    "Jabulani",
    "Lindiwe",
    "Vusi",
  ],
  xh: [
    "Nosipho",
    "Ayanda",
    "Luthando",
    "Vuyokazi",
    "Themba",
    "Babalwa",
    "Mzwandile",
    "Nomfundo",
    "Xolani",
  ],
};

export const LAST_NAMES: Readonly<Record<DemoLanguage, readonly string[]>> = {
  en: [
    "Thistledown",
    "Marigold",
    "Moonbeam",
    "Silverleaf",
    "Rainwater",
    "Cobblestone",
    "Starflower",
    "Goldcrest",
    "Honeybush",
    "Fernbrook",
  ],
  af: [
    "Naartjieboom",
    "Rooibostee",
    "Kokerboom",
    "Spekboom",
    "Sonneblom",
    "Sterrelig",
    "Suikerbossie",
    "Reënwolk",
    "Kameeldoring",
    "Maanskyn",
  ],
  zu: [
    "Inkanyezi",
    "Ilanga-Elihle",
    "Umfula",
    "Intaba-Ende",
    "Imbali",
    "Uthingo",
    "Ihlathi",
    "Umoya-Omnandi",
  ],
  xh: [
    "Ilitye-Lemvula",
    "Intaka",
    "Ulwandle",
    "Imvula",
    "Inyosi",
    "Umthi-Omde",
    "Isibhakabhaka",
    "Umnyama",
  ],
};

export const TRADES = ["Hardware", "Catering", "Upholstery", "Electrical", "Printing", "Gardens"];

export const STREETS = [
  "Voorbeeld Street",
  "Sample Road",
  "Umfanekiso Street",
  "Isibonelo Avenue",
  "Made-Up Lane",
];
export const TOWNS = ["Demoville", "Voorbeeldstad", "Emfanekisweni", "Sampleton"];
