import { StringDecoder } from 'node:string_decoder';
import { Transform } from 'node:stream';
import type { ReadStream } from 'node:tty';

/**
 * A terminal sends what is pasted as if it were typed, with a carriage return for each line break: the first line would
 * be taken as the answer, and the others be lost. Most terminals mark a paste when they are asked to (xterm: Bracketed
 * Paste Mode).
 */
const marking = { on: '\u001b[?2004h', off: '\u001b[?2004l' } as const;

const [begin, end] = ['\u001b[200~', '\u001b[201~'] as const;

/** Characters of one paste that are taken; an answer is shorter. */
const longest = 4_000;

/** What a terminal obeys has no place in an answer, and a tab is a key of the prompt. */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]/g;

/** On one line, which is all that a prompt has. */
const oneLine = (text: string, lineBreak: string): string =>
  text
    .slice(0, longest)
    .split(/[\r\n]+/)
    .map((line) => line.replace(control, ' ').trim())
    .filter((line) => line !== '')
    .join(lineBreak);

/** Several lines in one read: nobody types that, and a terminal without marks sends a paste so. */
// eslint-disable-next-line no-control-regex -- keys that are no letters come as control characters
const unmarked = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*[^\r\n][\r\n]+[^\r\n]/;

const typed = (text: string, lineBreak: string): string => {
  // eslint-disable-next-line no-control-regex -- as above
  if (!unmarked.test(text) || /[\u0003\u001b]/.test(text)) return text;
  return `${oneLine(text, lineBreak)}${/[\r\n]$/.test(text) ? '\r' : ''}`;
};

/** The beginning of a mark at the end of what was read. */
// eslint-disable-next-line no-control-regex -- marks begin with it
const partly = /\u001b\[2(?:0[01]?)?$/;

const interrupt = '\u0003';

/**
 * What a prompt is to get of what came from the terminal: the line breaks inside a paste become `lineBreak`, and only a
 * key ends the answer. Keeps what is not complete until more of it comes.
 */
export const pasteReader = (lineBreak: string): ((read: string) => string) => {
  let held = '';
  let pasted: string | undefined;
  return (read) => {
    const whole = held + read;
    held = partly.exec(whole)?.[0] ?? '';
    let left = whole.slice(0, whole.length - held.length);
    let made = '';
    while (left !== '') {
      const mark = pasted === undefined ? begin : end;
      const at = left.indexOf(mark);
      const part = at < 0 ? left : left.slice(0, at);
      left = at < 0 ? '' : left.slice(at + mark.length);
      if (pasted === undefined) made += typed(part, lineBreak);
      else pasted = (pasted + part).slice(0, longest);
      if (at < 0) continue;
      if (pasted !== undefined) made += oneLine(pasted, lineBreak);
      pasted = pasted === undefined ? '' : undefined;
    }
    // A mark that never comes must not lock anybody in.
    if (pasted === undefined || !read.includes(interrupt)) return made;
    pasted = undefined;
    return made + interrupt;
  };
};

/** The keyboard, as a prompt of one line reads it; `setRawMode` goes on to the terminal. */
const through = (keyboard: ReadStream, lineBreak: string) => {
  const reader = pasteReader(lineBreak);
  const decoder = new StringDecoder('utf8');
  const input = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, reader(decoder.write(chunk)));
    },
  });
  return Object.assign(input, {
    isTTY: true,
    setRawMode: (isRaw: boolean) => keyboard.setRawMode(isRaw),
  });
};

/** Hands `ask` a keyboard whose pastes are whole; gives what was answered with its lines as they were pasted. */
export const withPastes = async (
  { stdin, stdout }: Pick<NodeJS.Process, 'stdin' | 'stdout'>,
  lineBreak: string,
  ask: (input: NodeJS.ReadableStream) => Promise<string>,
): Promise<string> => {
  const input = through(stdin, lineBreak);
  stdin.pipe(input);
  stdout.write(marking.on);
  try {
    return (await ask(input)).split(lineBreak).join('\n');
  } finally {
    stdout.write(marking.off);
    stdin.unpipe(input);
    stdin.pause();
  }
};
