import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import width from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import type { Example } from '../../src/model/check.ts';
import { asIs, target, tester, together } from '../../src/model/example.ts';
import { noInk, type Ink } from '../../src/model/screen.ts';
import text from '../../src/report/text.ts';
import { healthy } from '../support/healthy.ts';
import { reportOf } from '../support/report-of.ts';

/**
 * Twelve states of a site as a person sees them: one file each, to be read. A changed screen is a changed file
 * (`npx vitest run test/report -u` writes them anew).
 */

/** The example of a cause, by its path. */
const shows = (path: string): Example => {
  const [hop, name, cause = ''] = path.split('/');
  const example = checks.find(({ id }) => id === `${hop}/${name}`)?.causes[cause]?.example;
  if (!example) throw new Error(`${path} is no cause of the catalogue`);
  return example;
};

const onTheInternet = target({ reach: { classes: ['public'], exact: ['127.0.0.2', '127.0.0.1'] } });

const states: Readonly<Record<string, Example>> = {
  healthy: asIs,
  'no such name': shows('dns/resolves/nxdomain-name'),
  'private address': shows('dns/usable-address/private'),
  'ports closed': shows('server/accepts/refused'),
  'nobody answers': shows('server/accepts/silent-host'),
  'certificate expired': shows('tls/in-date/expired'),
  'certificate for another name': shows('tls/name-matches/wrong-name'),
  'default page': shows('web/front-page/default-page'),
  'redirect loop': shows('web/redirects/loop'),
  'bad gateway': shows('app/answers/bad-gateway'),
  'database open': shows('db/not-exposed/open'),
  'no network here': together(
    onTheInternet,
    tester({ route: { state: 'odd', code: 'ENETUNREACH' } }),
    shows('server/accepts/silent-host'),
  ),
};

const colours = (): Ink => {
  const chalk = new Chalk({ level: 1 });
  return {
    good: chalk.green,
    bad: chalk.red,
    warn: chalk.yellow,
    faint: chalk.dim,
    bold: chalk.bold,
    code: chalk.cyan,
  };
};

/** Commands are lines to copy: they alone may be wider than the screen. */
const isCommand = (line: string): boolean =>
  /^ {4,}\S/.test(line) || line.startsWith('Next: ') || line.startsWith('More: ');

describe.each(Object.entries(states))('%s', (name, example) => {
  test.each([
    [40, true],
    [40, false],
    [120, true],
    [120, false],
  ])('at %i columns, Unicode %s', async (columns, unicode) => {
    const screen = text(await reportOf(example(healthy)), { columns, unicode, ink: noInk }, 0);
    const file = `${name.replaceAll(' ', '-')}.${columns}.${unicode ? 'unicode' : 'ascii'}.txt`;
    await expect(screen).toMatchFileSnapshot(`./screens/${file}`);
    for (const line of screen.split('\n'))
      if (!isCommand(line)) expect(width(line)).toBeLessThanOrEqual(columns);
    // eslint-disable-next-line no-control-regex -- the range is ASCII itself
    if (!unicode) expect(screen).toMatch(/^[\u0000-\u007f]*$/);
  });

  test('colour adds nothing to what is said', async () => {
    const report = await reportOf(example(healthy));
    const coloured = text(report, { columns: 80, unicode: true, ink: colours() }, 0);
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(
      text(report, { columns: 80, unicode: true, ink: noInk }, 0),
    );
  });

  test('the last lines name the box, the cause and the next command', async () => {
    const report = await reportOf(example(healthy));
    const last = text(report, { columns: 120, unicode: true, ink: noInk }, 0)
      .trimEnd()
      .split('\n')
      .slice(-5)
      .join('\n');
    if (report.firstBroken) expect(last).toMatch(/First broken box: [\s\S]*infra-tutor explain /);
    else expect(last).toMatch(/Next: infra-tutor /);
  });
});
