import { defineMistake } from '../mistake.ts';
import { textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ label, words }) =>
      /^(?:an? |the |our )?server ?(?:\(|, (?=also|or|i|called|known|sometimes)) ?(?:also |or |i ?\. ?e ?\.? |sometimes )*(?:called |known as |named )?(?:an? |the )?(?:web ?server|nginx)\b(?! ?, (?:database|app|mail|file|application))|\bserver (?:is|and) (?:the same as |a |the )?(?:web ?server|nginx)(?: (?:are|is) the same)|\bserver is (?:also )?(?:called |the same (?:thing )?as )(?:a |the )?web ?server/.test(
        textOf([...label, ...words]),
      ),
    ),
  examples: {
    held: [
      'A server, also called a web server, is a computer.',
      'The server is the same as the web server.',
      'The server (Nginx) is a machine which serves pages.',
    ],
    notHeld: [
      'The server and the web server are different things.',
      'The server runs the web server.',
      'A server is not called a web server.',
      'A server (web server, database server, ...) gives services.',
      'The server hosts the web server.',
      'Server: a machine. Web server: Nginx.',
    ],
  },
});
