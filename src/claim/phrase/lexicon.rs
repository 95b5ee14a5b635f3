//! The words of public statements in English, German, French, Polish, Ukrainian and Russian, and what each says of a figure.
//!
//! One table for each meaning, its entries parted by bars. A phrase is found before a shorter one that begins alike.

use super::Unit::{Foot, Hour, Kilometre, MetreOrMinute, Mile, Minute, NauticalMile, Second};
use super::{Unit, Word};
use crate::claim::quoted::Meant;
use crate::quantity::{NAUTICAL_MILE_KM, STATUTE_MILE_KM};

/// Says nothing of a figure that its rounding does not.
const FILLER: &str = "a speed of|a velocity of|after launch|after liftoff|after lift-off|as few as|as little as|as long as|as much as|\
    at|barely|exactly|flight|flight time|flight time of|flights|flies at|flying at|flying time|from|\
    from launch to impact|full|in|its|just|later|mere|merely|of|of flight|of flight time|of flying time|only|\
    precisely|range|range of|reach|reached|reaches|reaching|scarcely|somewhere|anywhere|speed|speed of|speeds|\
    speeds of|terminal|the|time|time of flight|total|travelling at|traveling at|travels at|velocity|velocity of|well|\
    whole|with|altitude|altitude of|height|height of|an apogee of|apogee of|distance of|hypersonic|supersonic|nur|\
    lediglich|flugzeit|flugzeit von|flug|von|mit|geschwindigkeit|geschwindigkeit von|einer|bloß|gerade mal|\
    gerade einmal|innert|reichweite|reichweite von|höhe von|genau|deutlich|seulement|à peine|en|de|de vol|\
    temps de vol|temps de vol de|vitesse|vitesse de|à une vitesse de|dans|une vitesse de|portée de|durée|durée de|\
    largement|bien|tylko|zaledwie|lotu|czas lotu|czas|w|we|z|ze|prędkość|prędkości|prędkością|z prędkością|jedynie|\
    raptem|w czasie|zasięg|znacznie|równo|od|всього|лише|тільки|польоту|час польоту|підлітний час|підльотний час|\
    зі|із|швидкість|швидкості|швидкістю|зі швидкістю|всего|лишь|только|всего лишь|полета|время полета|\
    подлетное время|подлетного времени|время|со|скорость|скорости|скоростью|со скоростью|дальность|дальність|от|від|\
    ровно|рівно|высота|значно|значительно|\
    hardly|flat|short|as low as|as quickly as|as fast as|take|takes|took|taking|would take|will take|lasting|lasts|lasted|flew|flew for|\
    flies|for|long|is|it|high|apogee|subsonic|nach|bei|flugdauer|für|po|через|trwa|trwał|длился|тривав|reported|missile|missiles|rocket|missile flew|covered|travelled|traveled|climbed to|climbing to|altitude of about\
    |der|die|das|den|dem|la|le|les|rakete|raketen|fliegt|flog|erreicht|erreichte|erreichen|braucht|benötigt|dauert|dauerte|gipfelhöhe\
    |gipfelhöhe von|scheitelhöhe|scheitelhöhe von|flughöhe|flughöhe von|höhe|tempo|weit|lang|hoch|vole|vol de\
    |mettra|met|atteint|parcourt|dure|a duré|apogée|apogée de|altitude de|à une altitude de|missile de|leci\
    |leciała|doleci|dotrze|rakieta|rakiety|pułap|wysokość|wysokości|na wysokości|na wysokość|ракета|ракеты\
    |ракети|долетит|долетает|долетела|достигнет|достигает|летит|летела|пролетела|долетить|долітає|летить\
    |летіла|пролетіла|апогей|апогея|апогею|апогеем|высоты|высоту|высоте|на высоте|на высоту|висота|висоту\
    |висоті|на висоті|на висоту|полёт|полет|политу|політ|доліт|подлёт|подлет|підліт|лету|лёту|льоту|хода\
    |лететь|летіти|после пуска|после старта|після пуску|після старту|po starcie|po wystrzeleniu|nach dem start|nach start\
    |après le tir|après le lancement|lot|d'|l'|portée|portées|distance|à une distance de|a distance of\
    |дальністю|дальностью|дальности|дальності|расстояние|на расстояние|расстояния|на расстоянии|відстань\
    |на відстань|на відстані|odległość|na odległość|dystans|na dystansie|entfernung|entfernung von|полетный\
    |полётный|flugweite|after takeoff|impact|until impact|to impact|bis zum einschlag|sur|noch|ranges|lądowanie|landing|do uderzenia|до удара\
    |до удару|outside the atmosphere|outside of the atmosphere|beyond the atmosphere|above the atmosphere|inside the atmosphere\
    |within the atmosphere|in the atmosphere|in space|außerhalb der atmosphäre|innerhalb der atmosphäre|in der atmosphäre\
    |hors de l'atmosphère|dans l'atmosphère|poza atmosferą|w atmosferze|за межами атмосфери|в атмосфері|вне атмосферы\
    |за пределами атмосферы|в атмосфере";

/// Makes a figure a round one.
const ABOUT: &str = "about|approximately|approx|around|roughly|some|circa|ca|c|nearly|almost|an estimated|estimated|close to|\
    getting on for|in the region of|in the order of|of the order of|or so|or thereabouts|ish|give or take|\
    more or less|~|≈|∼|≃|etwa|ungefähr|rund|fast|gegen|annähernd|beinahe|zirka|environ|près de|presque|à peu près|\
    quelque|autour de|około|ok|mniej więcej|prawie|blisko|w przybliżeniu|близько|приблизно|майже|орієнтовно|около|\
    примерно|приблизительно|почти|порядка|где-то|ориентировочно|\
    près d'|in etwa|um die|circa um|aux alentours de|de l'ordre de|une bonne|gdzieś|jakieś|rzędu|десь|близько до\
    |порядку|каких-то|якихось|тривалістю близько|plus ou moins|on the order of|an average of|mean of\
    |im schnitt|w przybliżeniu do|odd|quasi";

/// Makes a figure a lower bound.
const OVER: &str = "over|more than|in excess of|exceed|exceeding|exceeds|exceeded|greater than|faster than|longer than|farther than|\
    higher than|at least|above|beyond|no less than|not less than|no fewer than|upwards of|upward of|north of|\
    a minimum of|at minimum|minimum|or more|or faster|or longer|or higher|and more|and above|and up|≥|>|über|\
    mehr als|mindestens|wenigstens|nicht weniger als|schneller als|länger als|oder mehr|plus de|au moins|au-delà de|\
    au minimum|supérieure à|supérieur à|pas moins de|ou plus|ponad|powyżej|więcej niż|co najmniej|przynajmniej|\
    nie mniej niż|przekraczająca|przekraczającą|lub więcej|понад|більше|більше ніж|більш як|більш ніж|щонайменше|\
    не менше|не менше ніж|не менш як|мінімум|вище|более|более чем|больше|больше чем|свыше|не менее|не менее чем|\
    не меньше|как минимум|минимум|выше|\
    plus d'|au-delà d'|z górą|ponad to|nicht unter|à partir de|не нижче|не ниже|не меньше чем|от и выше|schneller als die";

/// Makes a figure an upper bound.
const UNDER: &str = "under|less than|fewer than|below|within|no longer than|shorter than|slower than|not quite|not even|sub|inside|\
    inside of|or less|or fewer|or under|or below|≤|<|unter|weniger als|nicht einmal|keine|nicht ganz|binnen|\
    innerhalb von|kürzer als|oder weniger|moins de|pas même|même pas|inférieure à|inférieur à|ou moins|sous|niecałe|\
    niecałych|niecały|niecała|niecałą|niecałej|niecałego|niespełna|mniej niż|poniżej|w ciągu|krócej niż|lub mniej|\
    nawet nie|w mniej niż|менше|менше ніж|менше ніж за|менш як|менш як за|менш ніж|менш ніж за|менше за|протягом|\
    впродовж|неповні|неповних|нижче|менее|менее чем|менее чем за|меньше|меньше чем|меньше чем за|в течение|неполные|\
    неполных|ниже|\
    moins d'|упродовж|in weniger als|в пределах|у межах|в межах|w granicach|w niespełna|en moins d'|innerhalb|en deçà de\
    |меньше, чем за|быстрее чем за|швидше ніж за|szybciej niż w|in no more than a";

/// Makes a figure a greatest value: an upper bound of a time, and of a speed the peak that is meant.
const PEAK: &str = "up to|at most|at the most|no more than|not more than|a maximum of|maximum|maximum of|max|top|tops|peak|a top|\
    a peak|a maximum|not exceeding|at maximum|höchstens|bis zu|maximal|nicht mehr als|maximaler|\
    spitzengeschwindigkeit von|höchstgeschwindigkeit von|höchstgeschwindigkeit|jusqu'à|jusqu'a|au maximum|au plus|\
    maximale|pas plus de|maximale de|vitesse maximale de|maksymalnie|maksimum|nie więcej niż|najwyżej|co najwyżej|\
    maksymalna|maksymalną|щонайбільше|не більше|не більше ніж|не більш як|максимум|максимальна|максимально|не более|\
    не более чем|не больше|не дольше|максимальная|максимальной|góra|od góry|от силы|самое большее|щонайбільше за|не дольше чем|nicht länger als|allenfalls\
    |maximalgeschwindigkeit|maximalgeschwindigkeit von|spitze|tout au plus|pas plus d'|prędkość maksymalna\
    |maksymalnej|максимальну|максимальной скоростью|максимальную|maximale reichweite|maximale reichweite von\
    |maksymalny|maksymalny zasięg|максимальный|максимальная дальность";

/// A little more than the figure.
const JUST_OVER: &str = "just over|a little over|a bit over|slightly over|slightly more than|a little more than|just above|\
    a bit more than|gut|etwas mehr als|ein wenig mehr als|un peu plus de|nieco ponad|nieco więcej niż|trochę ponad|\
    трохи більше|трохи понад|чуть более|чуть больше|немногим более|немногим больше|\
    un peu plus d'|gute|guten|guter|с небольшим|с лишним|з гаком|z okładem|à peine plus de|guère plus de|barely more than\
    |barely over|good|a good|une bonne grosse";

/// A little less than the figure.
const JUST_UNDER: &str = "just under|a little under|a bit under|slightly under|slightly less than|a little less than|just below|\
    just short of|knapp|etwas weniger als|ein wenig weniger als|un peu moins de|nieco mniej niż|nieco poniżej|\
    трохи менше|чуть менее|чуть меньше|немногим менее|без малого|\
    un peu moins d'|knappe|knappen|knapper|une petite|неполный|неполная|without quite";

/// Between two figures.
const TO: &str = "to|or|through|bis|oder|à|ou|lub|albo|czy|або|чи|или";

/// Between two figures, and before one figure its greatest value.
const TO_OR_UP_TO: &str = "do|до";

const AND: &str = "and|&|und|et|i|oraz|та|і|й|и";

const BETWEEN: &str = "between|zwischen|entre|między|pomiędzy|між|поміж|между";

/// Between a length and the time in which it is flown.
const PER: &str = "per|each|every|pro|in der|je|par|à l'|na|в|у|на|за одну|\
    за";

/// One of the unit that follows; between a length and a time, "per"; in Polish, "and".
const ARTICLE: &str = "a|an";

/// After a figure: or more.
const PLUS: &str = "plus|+";

/// Says that there is no figure.
const VAGUE: &str = "several|a few|few|a couple of|a couple|a matter of|a handful of|mehrere|mehreren|einige|einigen|wenige|wenigen|\
    ein paar|plusieurs|quelques|kilka|kilku|kilkanaście|parę|кілька|декілька|лічені|несколько|считанные|считаные|\
    нескольких";

/// Half of what follows, or beside a number half more.
const HALF: &str = "½|half|half a|half an|a half|and a half|and one half|and one-half|one half of a|one-half|halbe|halben|eine halbe|\
    einer halben|einhalb|und eine halbe|demi|demie|une demi|et demi|et demie|pół|i pół|пів|з половиною|с половиной|\
    и половина|half of an|half of a|половина|половину|połowa|połowę|половини|половины";
const QUARTER: &str = "¼|quarter of an|a quarter of an|quarter|viertel|quart d'|un quart d'|четверть|четверти|чверть|чверті|чвертi|ćwierć|one quarter of an|one-quarter of an";
const THREE_QUARTERS: &str = "¾|three quarters of an|three-quarters of an|dreiviertel|trois quarts d'|три четверти|три чверті|trzy czwarte|three quarters of one|drei viertel";

/// Numbers as they are spelled, by their value.
const NUMBERS: &[(u16, &str)] = &[
    (
        1,
        "one ein eine einem un une jeden jedna jedną jednej один одна одну одної одной одного",
    ),
    (2, "two zwei deux dwa dwie dwóch два дві двох две двух"),
    (3, "three drei trois trzy trzech три трьох трех"),
    (
        4,
        "four vier quatre cztery czterech чотири чотирьох четыре четырех",
    ),
    (5, "five fünf cinq pięć pięciu п'ять п'яти пять пяти"),
    (6, "six sechs sześć sześciu шість шести шесть"),
    (7, "seven sieben sept siedem siedmiu сім семи семь"),
    (8, "eight acht huit osiem ośmiu вісім восьми восемь"),
    (
        9,
        "nine neun neuf dziewięć dziewięciu дев'ять дев'яти девять девяти",
    ),
    (10, "ten zehn dix dziesięć dziesięciu десять десяти"),
    (
        11,
        "eleven elf onze jedenaście jedenastu одинадцять одинадцяти одиннадцать одиннадцати",
    ),
    (
        12,
        "twelve zwölf douze dwanaście dwunastu дванадцять дванадцяти двенадцать двенадцати",
    ),
    (
        13,
        "thirteen dreizehn treize trzynaście trzynastu тринадцять тринадцяти тринадцать тринадцати",
    ),
    (
        14,
        "fourteen vierzehn quatorze czternaście czternastu чотирнадцять чотирнадцяти четырнадцать четырнадцати",
    ),
    (
        15,
        "fifteen fünfzehn quinze piętnaście piętnastu п'ятнадцять п'ятнадцяти пятнадцать пятнадцати",
    ),
    (
        16,
        "sixteen sechzehn seize szesnaście szesnastu шістнадцять шістнадцяти шестнадцать шестнадцати",
    ),
    (
        17,
        "seventeen siebzehn dix-sept siedemnaście siedemnastu сімнадцять сімнадцяти семнадцать семнадцати",
    ),
    (
        18,
        "eighteen achtzehn dix-huit osiemnaście osiemnastu вісімнадцять вісімнадцяти восемнадцать восемнадцати",
    ),
    (
        19,
        "nineteen neunzehn dix-neuf dziewiętnaście dziewiętnastu дев'ятнадцять дев'ятнадцяти девятнадцать девятнадцати",
    ),
    (
        20,
        "twenty zwanzig vingt dwadzieścia dwudziestu двадцять двадцяти двадцать двадцати",
    ),
    (
        30,
        "thirty dreißig dreissig trente trzydzieści trzydziestu тридцять тридцяти тридцать тридцати",
    ),
    (
        40,
        "forty fourty vierzig quarante czterdzieści czterdziestu сорок сорока",
    ),
    (
        50,
        "fifty fünfzig cinquante pięćdziesiąt pięćdziesięciu п'ятдесят п'ятдесяти пятьдесят пятидесяти",
    ),
    (
        60,
        "sixty sechzig soixante sześćdziesiąt sześćdziesięciu шістдесят шістдесяти шестьдесят шестидесяти",
    ),
    (
        70,
        "seventy siebzig soixante-dix siedemdziesiąt сімдесят семьдесят",
    ),
    (
        80,
        "eighty achtzig quatre-vingt quatre-vingts osiemdziesiąt вісімдесят восемьдесят",
    ),
    (
        90,
        "ninety neunzig quatre-vingt-dix dziewięćdziesiąt дев'яносто девяносто",
    ),
    (100, "hundert cent sto stu сто"),
    (200, "dwieście dwustu zweihundert двісті двести"),
    (300, "trzysta dreihundert триста"),
    (400, "czterysta vierhundert чотириста четыреста"),
];

/// Round numbers of about so many.
const DOZENS: &[(u16, &str)] = &[
    (6, "half a dozen"),
    (6, "half-dozen"),
    (6, "ein halbes dutzend"),
    (6, "une demi-douzaine de"),
    (10, "десяток"),
    (10, "десятка"),
    (10, "dziesiątka"),
    (12, "a dozen"),
    (12, "dozen"),
    (12, "one dozen"),
    (12, "ein dutzend"),
    (12, "tuzin"),
    (12, "дюжина"),
    (12, "дюжину"),
    (24, "two dozen"),
    (24, "zwei dutzend"),
    (10, "une dizaine de"),
    (12, "une douzaine de"),
    (15, "une quinzaine de"),
    (20, "une vingtaine de"),
    (30, "une trentaine de"),
    (40, "une quarantaine de"),
];

const HUNDRED: &str = "hundred|hundreds|cents";
const THOUSAND: &str = "thousand|tausend|mille|tysiąc|tysiące|tysięcy|tys|тисяча|тисячі|тисяч|тис|тысяча|тысячи|тысяч|тыс";

/// One and a half.
const ONE_AND_A_HALF: &str =
    "anderthalb|eineinhalb|półtora|półtorej|півтора|півтори|полтора|полторы|полутора";

/// A number of a unit in one word.
const DURATIONS: &[(f64, Unit, &str)] = &[
    (0.5, Hour, "полчаса получаса півгодини півгодину"),
    (0.25, Hour, "viertelstunde kwadrans kwadransa kwadransie"),
    (0.75, Hour, "dreiviertelstunde"),
    (0.5, Minute, "полминуты півхвилини"),
];

/// Units in the singular: without a number there is one of them.
const ONE_UNIT: &[(Unit, &str)] = &[
    (
        Hour,
        "hour stunde heure godzina godzinę godzinie godziny година годину години час часа",
    ),
    (
        Minute,
        "minute minuta minutę minuty хвилина хвилину хвилини минута минуту минуты",
    ),
    (
        Second,
        "second sekunde seconde sekunda sekundę sekundy секунда секунду секунди секунды",
    ),
    (
        Kilometre,
        "kilometre kilometer kilomètre kilometr кілометр километр",
    ),
    (Mile, "mile meile миля"),
];

/// Units in the plural, and signs of units.
const UNITS: &[(Unit, &str)] = &[
    (
        Hour,
        "h hr hrs hours stunden std heures godzin godzinach godz годин год часов ч",
    ),
    (
        Minute,
        "min mins minutes minuten minut minutach mn хвилин хв минут мин minütige minütiger minütigen minütigem \
         минутный минутная минутного минутное минутной минутную хвилинний хвилинна хвилинного хвилинне хвилинної minutowy \
         minutowa minutowego minutową",
    ),
    (
        Second,
        "s sec secs seconds sekunden sek secondes sekund sekundach секунд сек с",
    ),
    (MetreOrMinute, "m м"),
    (
        Unit::Metre,
        "metre metres meter meters metern mètre mètres metr metry metrów метр метри метрів метры метров метра",
    ),
    (
        Kilometre,
        "km kms kilometres kilometers kilometern kilomètres kilometry kilometrów км кілометри кілометрів километры километров километра",
    ),
    (Foot, "ft foot feet fuß"),
    (Mile, "mi miles meilen mil milles миль милі мили"),
];

const NAUTICAL_MILES: &str = "nmi|nautical mile|nautical miles|seemeile|seemeilen|mille nautique|milles nautiques|mil morskich|морських миль|\
    морских миль";
const STATUTE_MILES: &str = "statute mile|statute miles|land miles";

/// Units of speed in one word, km/s.
const SPEEDS: &[(f64, &str)] = &[
    (
        1.0 / 3600.0,
        "kmh|kmph|kph|stundenkilometer|stundenkilometern|kilomètres-heure|kilomètre-heure",
    ),
    (STATUTE_MILE_KM / 3600.0, "mph|m p h|m.p.h"),
    (
        NAUTICAL_MILE_KM / 3600.0,
        "kn|kt|kts|knot|knots|knoten|nœuds|węzłów|вузлів|узлов",
    ),
];

const MACH: &str = "mach|machs|macha|machów|machy|мах|маха|махи|махів|махов|махах|\
    ma";

/// After a number: so many times the speed of sound.
const TIMES_SOUND: &str = "times the speed of sound|times speed of sound|times faster than the speed of sound|times faster than sound|\
    times as fast as sound|times quicker than sound|times the sound barrier|x the speed of sound|x speed of sound|\
    x faster than sound|x faster than the speed of sound|fache schallgeschwindigkeit|facher schallgeschwindigkeit|\
    fachen schallgeschwindigkeit|mal so schnell wie der schall|mal schneller als der schall|mal schneller als schall|\
    fois la vitesse du son|fois plus rapide que le son|fois plus vite que le son|fois supérieure à la vitesse du son|\
    razy szybciej niż dźwięk|razy szybciej od dźwięku|razy szybsza od dźwięku|razy prędkość dźwięku|\
    razy większa od prędkości dźwięku|razy większą od prędkości dźwięku|krotna prędkość dźwięku|\
    krotną prędkość dźwięku|krotność prędkości dźwięku|prędkości dźwięku|швидкостей звуку|швидкості звуку|\
    разів швидше за звук|разів швидше звуку|разів перевищує швидкість звуку|разів більша за швидкість звуку|\
    разів вища за швидкість звуку|скоростей звука|скорости звука|раз быстрее звука|раз быстрее скорости звука|\
    раз выше скорости звука|раз больше скорости звука|раза быстрее звука|раз превышает скорость звука|\
    fois supérieure à celle du son|krotnie szybciej od dźwięku|krotnie szybciej niż dźwięk|krotność dźwięku";

/// Words without foreign letters of the languages that write a decimal comma, so that a point before three digits parts
/// thousands there.
const OF_COMMA_LANGUAGES: &str = "bis|zu|rund|etwa|mehr|als|weniger|unter|knapp|gut|genau|mindestens|maximal|kilometer|kilometern|metern|sekunden|\
    stunden|minuten|reichweite|reichweite von|nicht|und|weit|plus de|moins de|environ|jusqu'a|jusqu|moins|metry|do|od|ponad|tys|prawie|\
    blisko|mniej|lotu|sekund|minut|godzin";

/// True of a word of a language that writes a decimal comma.
pub(super) fn is_of_comma_language(word: &str) -> bool {
    !word.is_ascii() || OF_COMMA_LANGUAGES.split('|').any(|known| known == word)
}

/// All words with their meaning.
pub(super) fn words() -> Vec<(&'static str, Word)> {
    let alike = [
        (TIMES_SOUND, Word::TimesSound),
        (MACH, Word::Mach),
        (NAUTICAL_MILES, Word::Unit(NauticalMile)),
        (STATUTE_MILES, Word::Unit(Mile)),
        (ONE_AND_A_HALF, Word::OneAndAHalf),
        (HUNDRED, Word::Hundred),
        (THOUSAND, Word::Thousand),
        (HALF, Word::Fraction(0.5)),
        (QUARTER, Word::Fraction(0.25)),
        (THREE_QUARTERS, Word::Fraction(0.75)),
        (VAGUE, Word::Vague),
        (JUST_OVER, Word::Means(Meant::JustOver)),
        (JUST_UNDER, Word::Means(Meant::JustUnder)),
        (PEAK, Word::Means(Meant::Peak)),
        (UNDER, Word::Means(Meant::Under)),
        (OVER, Word::Means(Meant::Over)),
        (ABOUT, Word::Means(Meant::About)),
        (TO, Word::To),
        (TO_OR_UP_TO, Word::ToOrUpTo),
        (AND, Word::And),
        (BETWEEN, Word::Between),
        (PER, Word::Per),
        (ARTICLE, Word::Article),
        (PLUS, Word::Plus),
        (FILLER, Word::Filler),
    ];
    let speeds = SPEEDS
        .iter()
        .map(|(km_s, texts)| (*texts, Word::Speed(*km_s)));
    let by_bar = alike
        .into_iter()
        .chain(speeds)
        .flat_map(|(texts, word)| texts.split('|').map(move |text| (text, word)));
    let one_units = ONE_UNIT
        .iter()
        .map(|(unit, texts)| (*texts, Word::OneUnit(*unit)));
    let units = UNITS
        .iter()
        .map(|(unit, texts)| (*texts, Word::Unit(*unit)));
    let numbers = NUMBERS
        .iter()
        .map(|(value, texts)| (*texts, Word::Number(f64::from(*value))));
    let durations = DURATIONS
        .iter()
        .map(|(value, unit, texts)| (*texts, Word::Duration(*value, *unit)));
    let by_space = one_units
        .chain(units)
        .chain(numbers)
        .chain(durations)
        .flat_map(|(texts, word)| texts.split(' ').map(move |text| (text, word)));
    let dozens = DOZENS
        .iter()
        .map(|(value, text)| (*text, Word::Round(f64::from(*value))));
    by_bar.chain(by_space).chain(dozens).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// A word of two meanings would have the one that the program finds first.
    #[test]
    fn words_have_one_meaning() {
        let mut meanings: HashMap<&str, Word> = HashMap::new();
        for (text, word) in words() {
            if let Some(other) = meanings.insert(text, word) {
                assert_eq!(other, word, "{text}");
            }
        }
    }
}
