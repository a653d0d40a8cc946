import { distance } from '../../model/near.ts';
import { vocabulary } from './vocabulary.ts';

/** Good words that are one slip away from one of ours. */
const ownMeaning = new Set(
  `story stories those these other others another first place price prize quite quiet right light might night sight would could should
  where there their three which while white write being bring thing think thank since single signal simply sample after later
  water waste paste taste point paint print coast cost most lost past post part party port sport short start state stage steps
  about above below table cable stable able major minor motor number member under order older folder holder border
  house horse mouse hours course source force class clear clean close chose choose phrase parse purse nurse
  making taking baking talking walking working looking booking cooking mean means team teams term terms form forms from
  great treat threat read ready really relay reply rely early yearly nearly clearly rest test text next need seed feed
  contact contract contrast content contents context connect collect correct direct project protect product
  person personal perhaps purpose propose suppose support report record reward forward toward towards
  modern model module moment manner banner manual natural actual action section station nation
  server servers never ever every even event events seven several general generally
  extra exact exactly expect except accept excellent current currently correctly
  image images imagine engine engines define defined design designed sign signed
  common command comment compare complete component components compose composed composition
  happen happens happened type types typed hype small smaller scaled stall still till until
  local location vocal total focal least last best list lists lost like likes life line lines live lives
  handy candy hands basic basis basically based base bases case cases cause causes caused
  second seconds require requires required requirement requirements acquire inquire
  simple example examples implement inform uniform conform former format
  hardly harder header leader reader reads roads loads codec coder coding
  space special specific specify speed spend spent stand stands standing strand
  better letter matter latter lately rather either neither whether weather
  different difference divide provider side size site sites sits wide wise write wrote
  machine matching catching patching watching scratch switch which each reach teach
  level layer layers player prayer given gives living moving having giving driving
  month mouth south north worth words world works worker worker's port ports sorts
  group ground round sound found bound board broad road load upload download
  consider considers considered considering consideration solution solutions reduce reduces reducing
  cache caches cached caching counter counters container containers consist consists consisting consisted consistent consistency
  complex complexity along always reliable reliability reliably reachable reachability responsive responsible responsibility
  protected productive productivity comments comment parties initial initially comprise comprises comprising comprised
  operator operators concern concerns concerning addition login logins registrar integrated integrate iteration iterations
  automatic automatically auto automate automated
  pages page's stage images cages range change changes chance chances strange
  meets meat heat hear heard hears heart start smart chart share shared shares sharp shape
  while whole whose hole hosts ghost hosted posted tested rested listed linked
  across access address dress press express process progress success excess assess
  collection collections selection transaction transactions production protection instruction solution community
  used uses using usage usually usual useful unused visual virtual virtually
  reachable reliable reliability complex letters consider considers considered consist consists consisting comprise comprises comprising
  caching caches cached protected protects additionally along always operator operators container containers counter initial concerning
  integrated integrates iteration iterations login logins registrar registrars productive responsive translator translators parties
  shows shown showing blown known knows know now how low allow follow slow flow grow`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const byStart = new Map<string, string[]>();
for (const word of vocabulary.words.keys()) {
  const key = word.charAt(0);
  byStart.set(key, [...(byStart.get(key) ?? []), word]);
}

/** How many slips a word of this length may hold. */
const slips = (length: number): number => (length < 5 ? 0 : length < 8 ? 1 : 2);

const swapped = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  const at = Array.from(a).findIndex((_, index) => a[index] !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
};

/** A short word is often another good word: only a letter left out, or two that changed places, is a slip there. */
const isShortNear = (word: string, known: string): boolean =>
  (known.length === word.length + 1 && distance(word, known) === 1) || swapped(word, known);

const isNear = (word: string, known: string): boolean => {
  if (word.length < 5) return isShortNear(word, known);
  const allowed = slips(Math.min(word.length, known.length) + 1);
  if (allowed === 0 || Math.abs(word.length - known.length) > allowed) return false;
  return distance(word, known) <= allowed || swapped(word, known);
};

const cache = new Map<string, string>();

/** Words are kept while they are few: a text of nonsense must not fill the memory. */
const most = 5000;

const looked = (word: string, plain: string): string => {
  if (word.length < 4 || word.length > 24 || vocabulary.words.has(word) || ownMeaning.has(plain)) return word;
  const near = (byStart.get(word.charAt(0)) ?? []).filter((known) => known.length > 3 && isNear(word, known));
  return near.toSorted((a, b) => distance(word, a) - distance(word, b) || b.length - a.length)[0] ?? word;
};

/** The stem of the vocabulary that a mistyped one stands for, or the stem itself. `plain` is the word as it is written, in small letters. */
export const corrected = (word: string, plain: string): string => {
  const key = `${word} ${plain}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const found = looked(word, plain);
  if (cache.size < most) cache.set(key, found);
  return found;
};
