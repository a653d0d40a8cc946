import { defineMistake } from '../mistake.ts';
import { textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words, topic }) => {
      const text = textOf(words);
      return (
        /\bhtml (?:requests?|protocols?)\b|\b(?:communicat\w*|talk\w*|speaks?)\b[^.]{0,40}\b(?:in|via|through|using|over|by|with) html\b|\buses? html (?:to|for) (?:communicat|talk|exchang)\w*/.test(
          text,
        ) ||
        (topic === 'COMM' && /^(?:the )?html\b ?\.?$/.test(text))
      );
    }),
  examples: {
    held: [
      'They use HTML to communicate.',
      'The browser sends HTML requests.',
      'They communicate using HTML.',
      'The client communicates with the server via HTML.',
    ],
    notHeld: [
      'The browser requests HTML pages over HTTP.',
      'The server sends HTML.',
      'The web server receives the request and sends HTML.',
      'HTML pages are sent with HTTP.',
    ],
  },
});
