import { defineMistake } from '../mistake.ts';
import { has, textOf, type Clause } from '../reading.ts';
import { findClause, sketchOf } from '../wrong.ts';

const same =
  /\b(?:SERVER (?:and|or|&|\/) WEB|WEB (?:and|or|&|\/) SERVER|SERVER is WEB and|SERVER is|WEB is) ?(?:(?:are|is|mean|both|exactly|simply|just|refer to|one and|as) )*(?:same|synonyms?|interchangeable)\b(?! (?:\w+ )?(?:SERVER|computer|time|host|ip|level|way))/;

const called =
  /\bWEB (?:is |are )?(?:sometimes |often |simply )*(?:called|known as|named) SERVER\b|\bSERVER (?:is |are )(?:sometimes |often |simply )*(?:called|known as|named) WEB\b/;

/** "The web server and the server mean the same": not "they are on the same server". */
const isSame = (clause: Clause): boolean =>
  !has(clause.words, 'no') && (same.test(sketchOf(clause)) || called.test(sketchOf(clause)));

export default defineMistake({
  find: (reading) =>
    findClause(
      reading,
      (clause) =>
        isSame(clause) ||
        /^(?:an? |the |our )?server ?(?:\(|, (?=also|or|i|called|known|sometimes)) ?(?:also |or |i ?\. ?e ?\.? |sometimes )*(?:called |known as |named )?(?:an? |the )?(?:web ?server|nginx)\b(?! ?, (?:database|app|mail|file|application))|\bserver (?:is|and) (?:the same as |a |the )?(?:web ?server|nginx)(?: (?:are|is) the same)|\bserver is (?:also )?(?:called |the same (?:thing )?as )(?:a |the )?web ?server/.test(
          textOf(clause.label.at(-1)?.text === ':' ? clause.words : [...clause.label, ...clause.words]),
        ),
    ),
  examples: {
    held: [
      'The web server and the server mean the same.',
      'The web server is also called server.',
      'The web server and the server is one and the same thing.',
      'A server, also called a web server, is a computer.',
      'The server is the same as the web server.',
      'What is a server: a server, also called a web server, is a computer.',
      'The server (Nginx) is a machine which serves pages.',
      'The server is often known as the web server.',
    ],
    notHeld: [
      'The web server and the server are on the same machine.',
      'A server and a web server are not the same thing.',
      'The web server is on the same server as the database.',
      'The server and the web server are different things.',
      'The server runs the web server.',
      'A server is not called a web server.',
      'A server (web server, database server, ...) gives services.',
      'The server hosts the web server.',
      'A server can be a web server, a database server or a mail server.',
      'Nginx is called a web server.',
      'Server: a machine. Web server: Nginx.',
    ],
  },
});
