/** A directive of Nginx, with those inside its braces. */
export interface Directive {
  readonly name: string;
  readonly words: readonly string[];
  readonly file: string;
  /** Of its name, from 1. */
  readonly line: number;
  readonly block?: readonly Directive[];
}

/** The text is no configuration: where that was noticed. */
export class NginxSyntax extends Error {
  override readonly name = 'NginxSyntax';
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

interface Token {
  readonly kind: 'word' | ';' | '{' | '}';
  readonly text: string;
  readonly line: number;
}

const isSpace = (character: string | undefined): boolean =>
  character !== undefined && ' \t\r\n'.includes(character);

/** What a backslash makes of the next character (ngx_conf_read_token): a letter, or itself. */
const escapes: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };

const escaped = (next: string): string => escapes[next] ?? (`"'\\`.includes(next) ? next : `\\${next}`);

/** From the character after the quote: the word, and where it goes on behind the closing quote. */
const quotedWord = (text: string, from: number, quote: string): { word: string; end: number } | undefined => {
  let word = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === quote) return { word, end: at + 1 };
    if (character !== '\\') word += character;
    else {
      at += 1;
      word += escaped(text.charAt(at));
    }
  }
  return undefined;
};

/** `${name}` holds a brace that opens no block. */
const bareWord = (text: string, from: number): { word: string; end: number } => {
  let word = '';
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') {
      at += 1;
      word += escaped(text.charAt(at));
    } else if (isSpace(character) || character === ';') break;
    else if (character === '{' && text.charAt(at - 1) !== '$') break;
    else word += character;
  }
  return { word, end: at };
};

const linesIn = (text: string, from: number, to: number): number => {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

/** From behind the brace that opens a block of Lua: where its own brace closes it. Braces in its strings are mostly pairs. */
const endOfLua = (text: string, from: number): number => {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '{') open += 1;
    if (character === '}') open -= 1;
    if (open === 0) return at;
  }
  return text.length;
};

/** `content_by_lua_block { … }` holds a program, and no directives (lua-nginx-module). */
const holdsLua = (before: Token | undefined): boolean => before?.text.endsWith('_by_lua_block') ?? false;

/** As Nginx itself divides it (src/core/ngx_conf_file.c). */
const tokensOf = (text: string, tokens: Token[]): Token[] => {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (isSpace(character)) {
      if (character === '\n') line += 1;
      at += 1;
    } else if (character === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (character === ';' || character === '{' || character === '}') {
      const end = character === '{' && holdsLua(tokens.at(-1)) ? endOfLua(text, at + 1) : at + 1;
      tokens.push({ kind: character, text: character, line });
      line += linesIn(text, at, end);
      at = end;
    } else {
      const isQuoted = character === '"' || character === "'";
      const read = isQuoted ? quotedWord(text, at + 1, character) : bareWord(text, at);
      if (!read) throw new NginxSyntax(`a quote opens in line ${line} and does not close`, line);
      tokens.push({ kind: 'word', text: read.word, line });
      line += linesIn(text, at, read.end);
      at = read.end;
    }
  }
  return tokens;
};

/** Deeper than any configuration, and no deeper than a stack. */
const deepest = 64;

interface Parsed {
  readonly directives: readonly Directive[];
  readonly next: number;
}

const parse = (
  tokens: readonly Token[],
  from: number,
  file: string,
  depth: number,
  directives: Directive[] = [],
): Parsed => {
  if (depth > deepest)
    throw new NginxSyntax(`more than ${deepest} blocks lie in each other`, tokens[from]?.line ?? 1);
  let words: Token[] = [];
  let at = from;
  while (at < tokens.length) {
    const token = tokens[at];
    at += 1;
    if (!token) break;
    if (token.kind === 'word') {
      words.push(token);
      continue;
    }
    const [first, ...rest] = words;
    words = [];
    if (token.kind === '}') {
      if (depth === 0 || first) throw new NginxSyntax(`line ${token.line} has a } too many`, token.line);
      return { directives, next: at };
    }
    if (!first) throw new NginxSyntax(`line ${token.line} begins with ${token.text}`, token.line);
    const directive = { name: first.text, words: rest.map(({ text }) => text), file, line: first.line };
    if (token.kind === ';') directives.push(directive);
    else {
      const inner = parse(tokens, at, file, depth + 1);
      directives.push({ ...directive, block: inner.directives });
      at = inner.next;
    }
  }
  if (depth > 0 || words.length > 0)
    throw new NginxSyntax('the file ends before its last directive does', tokens.at(-1)?.line ?? 1);
  return { directives, next: at };
};

export interface FileRead {
  /** Where there is a mistake, those that end before the outermost block that holds it. */
  readonly directives: readonly Directive[];
  readonly mistake?: NginxSyntax;
}

/** What can be read of one file. */
export const readIn = (file: string, text: string): FileRead => {
  const tokens: Token[] = [];
  const directives: Directive[] = [];
  let unfinished: NginxSyntax | undefined;
  const trying = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof NginxSyntax)) throw error;
      unfinished ??= error;
    }
  };
  trying(() => tokensOf(text, tokens));
  trying(() => parse(tokens, 0, file, 0, directives));
  return { directives, ...(unfinished ? { mistake: unfinished } : {}) };
};
