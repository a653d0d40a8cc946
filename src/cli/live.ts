/** A part of the screen that is drawn again and again, and gone at the end. */
export interface LiveRegion {
  draw(text: string): void;
  clear(): void;
}

const escape = '\u001b[';

/** Between these a terminal shows nothing half-drawn (DEC mode 2026); others pass over it. */
const together = (text: string): string => `${escape}?2026h${text}${escape}?2026l`;

/**
 * @param write to a terminal that understands cursor movement
 * @param rows the height of the terminal: a taller text cannot be moved back over, and is not drawn
 */
export const liveRegion = (write: (text: string) => void, rows: number): LiveRegion => {
  let height = 0;
  const back = (): string => (height > 0 ? `\r${escape}${height}A` : '');
  return {
    draw(text) {
      const lines = text.split('\n');
      if (lines.length >= rows) return;
      write(together(`${back()}${lines.map((line) => `${escape}2K${line}\n`).join('')}${escape}J`));
      height = lines.length;
    },
    clear() {
      if (height > 0) write(together(`${back()}${escape}J`));
      height = 0;
    },
  };
};
