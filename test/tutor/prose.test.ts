import width from 'fast-string-width';
import * as fc from 'fast-check';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { noInk, type Screen } from '../../src/model/screen.ts';
import { withCommand, wrapped } from '../../src/model/lines.ts';
import { feedbackText } from '../../src/tutor/page.ts';
import { renderMap } from '../../src/tutor/map.ts';
import { renderCommand, renderProse, speakable } from '../../src/tutor/prose.ts';
import { colours } from '../support/colours.ts';

const screen = (columns: number, more: Partial<Screen> = {}): Screen => ({
  columns,
  unicode: false,
  ink: noInk,
  ...more,
});

const sample = `A **port** is open while \`nginx\` listens. See www.foobar.com or [the manual](https://example.com/docs).

- one line that is long enough to be wrapped
  1. an inner line
- “quoted” – café

| type | holds |
| --- | --- |
| A | an IPv4 address |

\`\`\`nginx
server {
  listen 80;
}
\`\`\``;

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => width(line)));

describe('prose', () => {
  test('at 80 columns, ASCII', () => {
    expect(renderProse(sample, screen(80)))
      .toBe(`A port is open while \`nginx\` listens. See www.foobar.com or the manual
(https://example.com/docs).

* one line that is long enough to be wrapped
  1. an inner line
* "quoted" - cafe

type  holds
A     an IPv4 address

  server {
    listen 80;
  }`);
  });

  test('at 40 columns, Unicode', () => {
    expect(renderProse(sample, screen(40, { unicode: true }))).toBe(`A port is open while \`nginx\` listens.
See www.foobar.com or the manual
(https://example.com/docs).

• one line that is long enough to be
  wrapped
  1. an inner line
• “quoted” – café

type  holds
A     an IPv4 address

  server {
    listen 80;
  }`);
  });

  test('at 20 columns a table becomes lines, and long words are broken', () => {
    expect(renderProse(sample, screen(20))).toBe(`A port is open while
\`nginx\` listens. See
www.foobar.com or
the manual (https://
example.com/docs).

* one line that is
  long enough to be
  wrapped
  1. an inner line
* "quoted" - cafe

A: an IPv4 address

server {
  listen 80;
}`);
  });

  test.each([20, 40, 80, 120, 200])(
    'never leaves its %i columns, and never needs more than 80',
    (columns) => {
      for (const unicode of [true, false])
        for (const ink of [noInk, colours])
          expect(widest(renderProse(sample, screen(columns, { unicode, ink })))).toBeLessThanOrEqual(
            Math.min(columns, 80),
          );
    },
  );

  test('says the same with colour and without, but for the marks around code', () => {
    const coloured = stripVTControlCharacters(renderProse(sample, screen(200, { ink: colours })));
    expect(coloured.replace(/\s+/g, ' ')).toBe(
      renderProse(sample, screen(200)).replaceAll('`', '').replace(/\s+/g, ' '),
    );
  });

  test('any words, at any width, stay in order and inside', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 20, max: 200 }),
        (words, columns) => {
          const text = renderProse(`x ${words.join(' ')}`, screen(columns));
          expect(text.split(/\s+/)).toEqual(['x', ...words]);
          expect(widest(text)).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  test('ASCII is ASCII, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        // eslint-disable-next-line no-control-regex -- the range is ASCII itself
        expect(speakable(text, { unicode: false })).toMatch(/^[\u0000-\u007f]*$/);
      }),
    );
  });

  test('makes escapes of the text visible', () => {
    expect(renderProse('a \u001b[31mred\u009b word', screen(80, { unicode: true }))).toBe(
      'a ^[[31mred\\u009b word',
    );
  });
});

describe('lines', () => {
  test.each([20, 40, 80])('keep inside %i columns, whichever indent is the wider one', (columns) => {
    const text =
      'expected to be wrapped where it is wider than the place there is for it, and not behind that';
    for (const [first, rest] of [
      ['  expected: ', '    '],
      ['  ', '      '],
      ['', ''],
    ]) {
      const lines = wrapped(text, columns, first, rest);
      expect(Math.max(...lines.map((line) => width(line)))).toBeLessThanOrEqual(columns);
      expect(lines.join(' ').replace(/\s+/g, ' ').trim().replace('expected: ', '')).toBe(text);
    }
  });

  test('what the lab showed is numbered, and goes on below its own words', () => {
    const lines = [
      '1. DNS, www.foobar.com: A 127.0.0.2, and then some more of it',
      'plain words that are wrapped, too',
    ];
    const choice = { text: 'Yes.', right: true, because: 'So it is.', when: 'yes' };
    const step = {
      kind: 'predict',
      form: 'choose',
      ask: '?',
      choices: [choice],
      look: { see: 'ports' },
      explain: '.',
    } as const;
    const [, ...shown] = feedbackText(step, 'a', { lines, answer: 'yes' }, screen(40)).split('\n');
    expect(shown.slice(0, 4)).toEqual([
      '  1. DNS, www.foobar.com: A 127.0.0.2,',
      '     and then some more of it',
      '  plain words that are wrapped, too',
      '',
    ]);
  });
});

describe('a command', () => {
  test('stands behind its sentence, or whole on the next line', () => {
    expect(withCommand('Read one with:', 'infra-tutor learn LESSON', 80)).toBe(
      'Read one with: infra-tutor learn LESSON',
    );
    expect(withCommand('Read one of them with:', 'infra-tutor learn LESSON', 20)).toBe(
      'Read one of them\nwith:\n  infra-tutor learn LESSON',
    );
  });

  test('that does not fit goes on in a way that a shell understands', () => {
    expect(renderCommand('sudo nginx -t && sudo systemctl reload nginx', screen(40))).toBe(
      '  sudo nginx -t && sudo systemctl \\\n    reload nginx',
    );
  });
});

describe('the map', () => {
  test('lights one hop, in one line or in several', () => {
    expect(renderMap('dns', screen(120))).toBe(
      'Browser -> [DNS] -> Server -> TLS -> Web server -> App server -> Code base -> Database',
    );
    expect(renderMap('dns', screen(20, { unicode: true }))).toMatchInlineSnapshot(`
      "Browser ─▶ [DNS]
        ─▶ Server ─▶ TLS
        ─▶ Web server
        ─▶ App server
        ─▶ Code base
        ─▶ Database"
    `);
  });

  test('lights nothing when the lesson is about all of them', () => {
    expect(renderMap('all', screen(40))).not.toContain('[');
  });
});
