import { wrapped } from '../../model/lines.ts';
import type { Terminal } from '../terminal.ts';

/** The command line that a choice of the first screen stands for; none: the person leaves. */
export const firstScreen = async ({ ask, out, screen }: Terminal): Promise<readonly string[] | undefined> => {
  const title = 'One server, eight boxes, from the browser to the database.';
  out(wrapped(screen.ink.bold(title), screen.columns).join('\n'));
  const choice = await ask.select('What do you want to do?', [
    { name: 'Learn: the next lesson', value: 'learn' },
    { name: 'Check a site of yours', value: 'check' },
    { name: 'Check the practice stack on this computer', value: 'check --lab' },
    { name: 'Review what is due', value: 'review' },
    { name: 'Rehearse the whiteboard review', value: 'rehearse' },
    { name: 'Exercises', value: 'exercise list' },
    { name: 'Quit', value: '' },
  ]);
  if (choice === '') return undefined;
  out('');
  if (choice !== 'check') return choice.split(' ');
  return ['check', '--', await ask.text('Its name (www.example.com):')];
};
