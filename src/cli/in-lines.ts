import { wrapped } from '../model/lines.ts';
import type { Terminal } from './terminal.ts';

/** A text in lines that fit on this terminal. */
export const inLines = ({ screen }: Pick<Terminal, 'screen'>, text: string): string =>
  wrapped(text, screen.columns).join('\n');
