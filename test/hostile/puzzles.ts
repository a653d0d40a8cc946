/** Texts in which a pattern can be tried again at every place: once, and then it must go on. Repeated to be long. */
export const puzzles: Readonly<Record<string, string>> = {
  digits: '1',
  'letters of hexadecimal': 'a',
  'a footer of nginx without an end': '<hr><center>nginx/1',
  'titles without an end': '<title>Test Page for ',
  'tags without an end': '<a href="',
  'comments without an end': '<!-- ',
  spaces: ' ',
  months: 'mon',
  'quotation marks': `"'\\`,
  dots: 'a.',
  'tags of nothing': '<',
  lines: '\n',
  'errors of PHP': '<b>Fatal error</b>: x in <b>',
  'warnings of PHP': '<b>Warning</b>: x in <b>',
  'calls of PHP': '\n#0 (1)',
  'calls of Node.js': '\nat x:1:1:',
  'places in files': 'at x:1:1',
};

export const long = (text: string, length: number): string =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

/** One of each kind, and a beginning that a pattern may wait for. */
export const pages = (length: number): readonly (readonly [name: string, text: string])[] => [
  ...Object.entries(puzzles).map(([name, text]) => [name, long(text, length)] as const),
  ['one footer of nginx without an end', `<hr><center>nginx/${long('1', length - 20)}`],
  ['one title without an end', `<title>Test Page for ${long(' ', length - 30)}`],
  ['one tag without an end', `<meta http-equiv="refresh" content="${long('0;', length - 40)}`],
];
