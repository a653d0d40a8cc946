/** Where a shell of the server is: this computer is the server, or the user's own ssh goes there. */
export type Way = 'here' | 'ssh';

/**
 * A short line for the server's shell that changes nothing there. `--plan` prints the template; words in braces are
 * what was seen on the server before (the path of a log), and stand in the line quoted.
 */
export interface Command {
  readonly template: string;
  readonly words?: Readonly<Record<string, string>>;
  /** Paths that the shell is to expand (glob(7)); those that hold anything else are left out. */
  readonly globs?: Readonly<Record<string, readonly string[]>>;
}

/** A word as a POSIX shell reads it back, and never an option (Shell Command Language §2.2.2). */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`;

const isGlob = (text: string): boolean => /^\/[\w@%+=:,./*?[\]-]*$/.test(text);

/** The line as the shell reads it (POSIX.1-2017, Shell Command Language §2.2). */
export const commandLine = ({ template, words = {}, globs = {} }: Command): string =>
  template.replaceAll(/\{([a-z]+)\}/g, (blank, name: string) => {
    const [word, patterns] = [words[name], globs[name]];
    if (patterns !== undefined) return patterns.filter(isGlob).join(' ');
    return word === undefined ? blank : shellWord(word);
  });
