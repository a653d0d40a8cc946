/** A piece of the text that says one thing: a heading, an item of a list, a row of a table, a paragraph. Offsets are the original's. */
export interface Unit {
  readonly kind: 'heading' | 'item' | 'row' | 'prose' | 'diagram';
  readonly start: number;
  readonly end: number;
  /** Depth of a heading's or an item's place: spaces before it. */
  readonly indent: number;
  /** It goes on with the text of a box whose first line is the unit above. */
  readonly inBox?: true;
  /** Nothing stands between it and the unit above. */
  readonly follows: boolean;
}

interface Line {
  /** Without marks. */
  readonly text: string;
  /** As it was written. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

const boxes =
  /\|\s{0,9}[-=]{1,9}>\s{0,9}\||^\s*\[[^\]]{1,40}\]\s*$|[─-╿]|\+-{2,}|-{3,}\+|^\s{0,80}\|?\s{2,80}\|.*\|\s{0,80}$/u;
const manyArrows = /(?:--?>|=>|→|⟶).{1,200}(?:--?>|=>|→|⟶)/u;

const verbal = /\b(?:is|are|the|to|and|it|which|that|a)\b/gi;

/** A line of arrows between names, without a sentence in it. */
const isArrows = (text: string): boolean =>
  manyArrows.test(text) && !/^[^>]{1,60}(?:[:;]| [-–—] )/.test(text) && (text.match(verbal)?.length ?? 0) < 3;

const linesOf = (original: string, plain: string): Line[] => {
  let start = 0;
  return plain.split('\n').map((text) => {
    const at = start;
    start += text.length + 1;
    return { text, raw: original.slice(at, at + text.length), start: at, end: at + text.length };
  });
};

const fence = /^ {0,12}(?:```|~~~)/;
/** A drawing in Mermaid's language, in a fence or in a file of its own: all its lines are of the drawing. */
const mermaid =
  /^ {0,12}(?:```|~~~) ?mermaid\b|^\s{0,20}(?:(?:graph|flowchart)\s+(?:TD|TB|BT|LR|RL)\b|sequenceDiagram\s*$)/;
/** A line that a drawing without a fence can hold. */
const drawn =
  /^\s*$|^\s+\S|--|->|==>|^\w{1,20}[[({]|^(?:subgraph|end|style|classDef|class|linkStyle|participant|actor|note)\b/i;
const heading = /^ {0,3}#{1,6}(?: |(?=\p{L}))|^ {0,3}=={1,}/u;
const item =
  /^\s*(?:[-+•·∙▪●○■□◆◦‣⁃✓✔➢❖*–—]|\p{Extended_Pictographic}\uFE0F?|\(?\d{1,2}[.)\]:-]|\(?[a-zA-Z][.)](?=\s)|[ivx]{1,4}[.)])\s+/u;
const row = /^\s*\|.*\||^[^|]+\|[^|]+\|/;
/** `-> keeps data`: an arrow in front of one thing said is a bullet. */
const arrowItem = /^\s*(?:[-=~]{1,3}>|[→➜➡⇒▶►])\s+/u;
/** `🔹 Server`: a picture, or a number in a box, in front of a line is a bullet. */
const pictureItem =
  /^\s*(?:[\d#*]\uFE0F?\u20E3|(?![\u2194\u25B6\u27A1])\p{Extended_Pictographic}\uFE0F?)\s*\S/u;
const tightItem = /^\s*(?:\(?\d{1,2}[.)]|[-•+])(?=[\p{L}*"])|^\s*\*(?=\p{L})(?![^]*\*)/u;

/** Characters: a line that was broken in the middle of a sentence is longer. */
const shortLine = 40;

/** A question or an issue in the exercise's order of words, without a mark at its end. */
const asked =
  /^\W*(?:what|how|which|why|explain|(?:the )?(?:role|type) of|down ?time when|cannot scale|can't scale)\b[^:;!]*[^.:;!\s]\s*$/i;

const ruler = /^[\s|:=_*+-]*$/;

/** No sentence ends with such a word: the line goes on with the next one, however short it is. */
const unfinished =
  /(?:^|[\s(])(?:the|an?|of|to|and|or|in|on|for|with|by|from|as|at|is|are|that|which|our|my|its|their|his|web|application|app|single)\s*$/i;

/** A new sentence begins on this line, so the one above was not broken in the middle. */
const begins = (line: string, above: string): boolean =>
  !(unfinished.test(above) && /^\s*\p{Ll}/u.test(line) && !pointed.test(line)) && opens(line, above);

/** `nginx -> web server`: no sentence goes on like this, not even behind "www -> A". */
const pointed = /^[^.:]{1,40} (?:=|[-=]>|→) /;

const opens = (line: string, above: string): boolean =>
  /[.:;?!]\s*$/.test(above) ||
  asked.test(above) ||
  asked.test(line) ||
  above.trim().length < shortLine ||
  (/^\s*["'(]?[\p{Lu}\d]/u.test(line) && above.trim().length < 70) ||
  /^[^.]{1,40}(?::| = | -> | => | – | - )/.test(line);

/** Characters of a line that its kind is read from. */
const head = 400;

interface Place {
  readonly fenced: boolean;
  readonly drawing: boolean;
}

/** "### What is a server: a computer that ...": an answer that was typed into its heading. */
const answersItself = /(?:[:?]| [-–—]) +(?:\S+ +){7,}/;

const kindOf = (line: Line, { fenced, drawing }: Place): Unit['kind'] => {
  const [text, raw] = [line.text.slice(0, head), line.raw.slice(0, head)];
  if (drawing) return 'diagram';
  if (boxes.test(text) || isArrows(text.replace(arrowItem, '')) || (fenced && /--|==|->/.test(raw)))
    return 'diagram';
  if (heading.test(raw)) return answersItself.test(text) ? 'item' : 'heading';
  if (item.test(raw) || tightItem.test(raw) || arrowItem.test(raw) || pictureItem.test(raw)) return 'item';
  return row.test(raw) ? 'row' : 'prose';
};

/** A fence that nobody closed ends with its drawing. */
const endsDrawing = /^ {0,3}#{1,6} |^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/;

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

/** A line that goes on with the sentence of the unit above. */
const goesOn = (line: Line, kind: Unit['kind'], above: Unit | undefined, plain: string): boolean =>
  kind === 'prose' &&
  (above?.kind === 'prose' || above?.kind === 'item') &&
  !begins(
    line.text.slice(0, head),
    lastLine(plain.slice(Math.max(above.start, above.end - head), above.end)),
  );

const numbered = /^\s*\(?\d{1,2}[.)\]:-]/;

/** How much deeper than its number what hangs below it lies, when it is written flush with it. */
const hanging = 2;

/** "1. Server", and below it "- one machine", flush with the number: it lies deeper all the same. */
const depthOf = (
  indent: number,
  { isBullet, number }: { isBullet: boolean; number: number | undefined },
): number => (isBullet && number === indent ? indent + hanging : indent);

/** The units of a text: `plain` is the text without its marks, as long as the original. */
export const unitsOf = (original: string, plain: string): Unit[] => {
  const units: Unit[] = [];
  let follows = false;
  let fenced = false;
  let drawing = false;
  let number: number | undefined;
  const lines = linesOf(original, plain);
  const lastFence = lines.findLastIndex(({ raw }) => fence.test(raw));
  for (const [index, line] of lines.entries()) {
    const isFence = fence.test(line.raw);
    if (isFence) fenced = !fenced;
    const isOpening = mermaid.test(line.raw.slice(0, head));
    if (drawing && index > lastFence && endsDrawing.test(line.raw)) [fenced, drawing] = [false, false];
    drawing = isOpening || (drawing && (fenced || (!isFence && drawn.test(line.raw.slice(0, head)))));
    const isEmpty = isFence || ruler.test(line.text);
    // `DB["MySQL<br>keeps the rows"]`: the break was masked, and what it began with stands in front.
    const isInBox = drawing && /^[<\\]$/.test(original.charAt(line.start - 1));
    const kind = isInBox ? 'item' : kindOf(line, { fenced, drawing });
    const above = units.at(-1);
    const { start, end, raw } = line;
    if (!isEmpty && follows && above && goesOn(line, kind, above, plain))
      units[units.length - 1] = { ...above, end };
    else if (!isEmpty) {
      const margin = raw.length - raw.trimStart().length;
      const isNumber = kind === 'item' && numbered.test(raw);
      if (isNumber || kind === 'heading') number = isNumber ? margin : undefined;
      const indent = depthOf(margin, { isBullet: kind === 'item' && !isNumber, number });
      units.push({ kind, start, end, indent, follows, ...(isInBox ? { inBox: true } : {}) });
    }
    follows = !isEmpty;
  }
  return units;
};
